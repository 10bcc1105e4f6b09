import type { BuildReasons } from './builds.ts';
import type { ComposeReasons } from './compose.ts';
import type { ComposeFileReasons } from './compose-files.ts';
import type { ConnectionReasons } from './connections.ts';
import type { ContainerReasons } from './containers.ts';
import type { CopyReasons } from './copies.ts';
import type { DiskReasons } from './disk.ts';
import type { DockerfileReasons } from './dockerfiles.ts';
import type { DocumentReasons } from './documents.ts';
import type { EditReasons } from './edits.ts';
import type { EngineReasons } from './engine.ts';
import type { FileReasons } from './files.ts';
import type { HostReasons } from './host.ts';
import type { ImageReasons } from './images.ts';
import type { LogReasons } from './logs.ts';
import type { PageReasons } from './page.ts';
import type { RecipeReasons } from './recipes.ts';
import type { RecordingReasons } from './recordings.ts';
import type { RegistryReasons } from './registries.ts';
import type { ShellReasons } from './shells.ts';
import type { SshReasons } from './ssh.ts';
import type { StartingReasons } from './starting.ts';
import type { SwarmReasons } from './swarm.ts';

/**
 * Why something failed, by name, each with what its sentence names (`undefined`: nothing). The sentences are the page's:
 * `renderer/words/`. What a reason names is a text of anybody, or a number; it is shown as it is, never read as HTML.
 */
export interface Reasons
  extends BuildReasons,
    ComposeFileReasons,
    ComposeReasons,
    ConnectionReasons,
    ContainerReasons,
    CopyReasons,
    DiskReasons,
    DockerfileReasons,
    DocumentReasons,
    EditReasons,
    EngineReasons,
    FileReasons,
    HostReasons,
    ImageReasons,
    LogReasons,
    PageReasons,
    RecipeReasons,
    RecordingReasons,
    RegistryReasons,
    ShellReasons,
    SshReasons,
    StartingReasons,
    SwarmReasons {}

export type Reason = keyof Reasons;

/** Reasons whose sentence names nothing. */
export type PlainReason = { [R in Reason]: keyof Reasons[R] extends never ? R : never }[Reason];
