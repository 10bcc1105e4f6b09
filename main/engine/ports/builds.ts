import type { Duplex, Readable } from 'node:stream';
import type { CacheRecord } from '../../../app/build/cache.ts';
import type { CacheTarget } from '../../../app/build/wishes.ts';
import type { BuildCheck, BuildNetwork, DockerfileQuestion } from '../../../app/builds.ts';
import type { Ulimit } from '../../../app/container/ulimits.ts';
import type { BuildAbility } from '../../../app/reasons/builds.ts';
import type { ListChange } from '../../../app/rpc/live.ts';
import type { Cause } from '../../../app/rpc/problem.ts';
import type { TaskPartState } from '../../../app/tasks.ts';
import type { ArchivePart } from './files.ts';
import type { OtherBuild } from './other-builds.ts';
import type { RegistryAuth } from './transfers.ts';

/** What Gantry asks of an engine's builder. */
export interface EngineBuilds {
  /**
   * Builds an image from a tar stream and tells what happens, in order. A build that fails ends with an `error` event;
   * throws a ProblemError when there was no build to speak of, when it was cancelled, or when the context itself fails.
   * `context` is closed in any case.
   */
  build(options: BuildOptions, context: Readable, signal: AbortSignal): AsyncIterable<BuildEvent>;
  /** What its builder keeps so as not to do it again; undefined where it has no such store. Throws a ProblemError. */
  cache(signal: AbortSignal): Promise<readonly CacheRecord[] | undefined>;
  /**
   * Removes records of it by their ids, those that are built on others first, and tells each that has gone, with the bytes
   * that this freed. Throws a ProblemError.
   */
  pruneCache(ids: readonly string[], signal: AbortSignal): AsyncIterable<Pick<CacheRecord, 'id' | 'size'>>;
  /**
   * Builds that no Gantry asked for, as its builder's own history has them: all first, then each change. Tells none and ends
   * where it keeps no history. Throws a ProblemError.
   */
  others(signal: AbortSignal): AsyncIterable<ListChange<OtherBuild>>;
  /** What one of those told and tells, by its id, until it is over. Throws a ProblemError. */
  otherLog(id: string, signal: AbortSignal): AsyncIterable<BuildEvent>;
  /** What its builder can, of what not every one can. Throws a ProblemError. */
  abilities(signal: AbortSignal): Promise<readonly BuildAbility[]>;
  /**
   * What the builder itself says to a Dockerfile, without building it; undefined where it does not check files.
   * `images` are those that it starts or copies from, by their familiar names. Throws a ProblemError.
   */
  check(
    file: DockerfileQuestion,
    images: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly BuildCheck[] | undefined>;
}

export interface BuildOptions {
  /** Path inside the context. */
  readonly dockerfile: string;
  readonly tags: readonly string[];
  readonly target?: string | undefined;
  readonly args: Readonly<Record<string, string>>;
  readonly noCache: boolean;
  readonly pull: boolean;
  /** A builder that can fetches of these what it has not got. Without them, or with another builder, the tar is sent. */
  readonly files?: ContextFiles;
  readonly lent?: Lent;
  /** Of the images that are made. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** `NAME:ADDRESS`, for what runs. */
  readonly extraHosts?: readonly string[] | undefined;
  /** The network of what runs. */
  readonly network?: BuildNetwork | undefined;
  /** Images whose layers spare steps. */
  readonly cacheFrom?: readonly string[] | undefined;
  /** What it is built for, e.g. `linux/arm64`, with commas between several; without it the engine's own. */
  readonly platform?: string | undefined;
  /** Stages whose steps all run. */
  readonly noCacheStages?: readonly string[] | undefined;
  /** Bytes of `/dev/shm` of what runs. */
  readonly shmSize?: number | undefined;
  readonly ulimits?: readonly Ulimit[] | undefined;
  readonly cacheTo?: CacheTarget | undefined;
  readonly provenance?: 'min' | 'max' | undefined;
  readonly sbom?: boolean | undefined;
  /** Where it goes; without it into the engine's images. */
  readonly output?: OutputTo | undefined;
}

/** Takes what a build made, to its end. What it rejects with fails the build. */
export type OutputTo =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'tar' | 'oci'; readonly take: (archive: AsyncIterable<Buffer>) => Promise<void> }
  | { readonly kind: 'folder'; readonly take: (parts: AsyncIterable<readonly ArchivePart[]>) => Promise<void> };

/** What a builder may ask for while it builds, where it can ask. */
export interface Lent {
  /** Who one is to a registry, by its host as the builder calls it; undefined: nobody. */
  login(host: string): Promise<RegistryAuth | undefined>;
  /**
   * Brings the images of registries that want a login, for a builder that cannot ask for it. True: they are the newest, the
   * builder is not to ask for newer ones.
   */
  bring(): Promise<boolean>;
  /** By their ids. */
  readonly secrets: ReadonlyMap<string, Uint8Array>;
  /** A connection to the agent that knows this person's keys of SSH. */
  readonly agent?: () => Promise<Duplex>;
}

/** One entry of a folder to build. */
export interface ContextEntry {
  /** With slashes, relative to the folder. */
  readonly path: string;
  readonly type: 'file' | 'folder' | 'symlink' | 'pipe' | 'character-device' | 'block-device';
  /** Permission bits, with those for setuid, setgid and sticky. */
  readonly mode: number;
  /** ms since the epoch. */
  readonly mtime: number;
  /** In bytes. */
  readonly size: number;
  /** Of a link. */
  readonly target?: string;
  /** Of a file that was told before under this path: it is another name of that, and has no bytes of its own. */
  readonly sameAs?: string;
  /** Of a device. */
  readonly major?: number;
  readonly minor?: number;
}

/** Files that a builder fetches. */
export interface FileSource {
  /**
   * What there is: folders before what is in them, by the bytes of their names.
   * @param wanted paths with slashes that are asked for, with what is in them and what links lead to; all without.
   *   More may be told.
   */
  entries(wanted?: readonly string[]): AsyncIterable<ContextEntry>;
  /** The bytes of a file that was told. Throws a ProblemError. */
  read(entry: ContextEntry): AsyncIterable<Buffer>;
}

/** A folder to build as a builder fetches it, the Dockerfile apart. */
export interface ContextFiles {
  /** The same for the same folder of this machine, and for no other: what a builder fetched it keeps by this name. */
  readonly key: string;
  /** What may be copied into the image. */
  readonly context: FileSource;
  /** The Dockerfile, in the folders that it is in. */
  readonly dockerfile: FileSource;
  /** The folder's ignore file, for a builder that wants to copy it: `context` heeds it already. */
  readonly ignore: FileSource;
}

/** How a builder is asked, and gets what it builds: by BuildKit's control API or `/build`, in a session, or is sent all as a tar. */
export type BuildWay = 'control' | 'session' | 'tar';

export type BuilderKind = 'buildkit' | 'classic';

export interface BuilderStep {
  readonly id: string;
  /** As the builder names it; the same shape for each, e.g. `[2/5] RUN make`. */
  readonly name: string;
  readonly state: TaskPartState;
  /** ms since the epoch. */
  readonly started?: number;
  /** ms since the epoch. */
  readonly ended?: number;
  readonly error?: string;
  /** Ids of the steps that it waits for, where the builder tells; at most 32. */
  readonly after?: readonly string[];
}

export type BuildEvent =
  /** First of all. */
  | { readonly kind: 'builder'; readonly builder: BuilderKind; readonly way: BuildWay }
  /** A step is new or has changed. */
  | { readonly kind: 'step'; readonly step: BuilderStep }
  /** How far a step is, in bytes where it tells. */
  | {
      readonly kind: 'progress';
      readonly step: string;
      readonly text: string;
      readonly current?: number;
      readonly total?: number;
    }
  /** Whole lines that a step printed. */
  | { readonly kind: 'output'; readonly step?: string; readonly text: string }
  /** Something the builder would have otherwise; `line` counts from 1. */
  | { readonly kind: 'warning'; readonly message: string; readonly line?: number }
  | { readonly kind: 'image'; readonly id: string }
  /** It was cancelled, but the engine runs this step to its end. Nothing comes after it. */
  | { readonly kind: 'goes-on'; readonly step: string }
  /** `message` is the builder's own; where it has none, `cause` says why. */
  | { readonly kind: 'error'; readonly message: string; readonly cause?: Cause };
