import type { EngineVersion } from '../../app/engines/engine.ts';
import type { Kind } from '../../app/object-key.ts';
import type { Address } from './endpoints/endpoints.ts';
import type { EngineBuilds } from './ports/builds.ts';
import type { EngineCompose } from './ports/compose.ts';
import type { EngineContainers } from './ports/containers.ts';
import type { EngineDisk } from './ports/disk.ts';
import type { EngineFiles } from './ports/files.ts';
import type { EngineHealth } from './ports/health.ts';
import type { EngineImages } from './ports/images.ts';
import type { Stamp } from './ports/log-block.ts';
import type { EngineNetworks } from './ports/networks.ts';
import type { EngineRecreation } from './ports/recreation.ts';
import type { EngineSwarm } from './ports/swarm.ts';
import type { EngineSystem } from './ports/system.ts';
import type { EngineToolboxes } from './ports/toolboxes.ts';
import type { EngineTransfers } from './ports/transfers.ts';
import type { EngineVolumes } from './ports/volumes.ts';

/**
 * Everything Gantry asks of an engine, in our words. One object speaks to one engine and holds no connection between
 * calls. Every failure is a ProblemError. Every stream ends when its signal aborts, and ends by throwing
 * `engine-unreachable` when the connection breaks. A part that not every engine has is absent until the version is agreed
 * on, and where this one has it not; the features of its version tell the page which.
 */
export interface Engine {
  /** Takes another way to it from now on. Every open stream ends as if the connection broke. */
  moveTo(address: Address): void;
  /** Agrees on an API version and says who answers. The first thing to ask. */
  version(signal: AbortSignal): Promise<EngineVersion>;
  /** One small round trip; rejects with `timeout` after 5 s of silence. */
  ping(signal: AbortSignal): Promise<void>;
  /** All that changes, as it happens. Yields once with `kind: 'ready'` when the engine has accepted the request. */
  events(signal: AbortSignal): AsyncIterable<EngineEvent>;
  readonly compose: EngineCompose;
  readonly builds: EngineBuilds;
  readonly containers: EngineContainers;
  readonly disk: EngineDisk;
  readonly files: EngineFiles;
  readonly health?: EngineHealth | undefined;
  readonly images: EngineImages;
  readonly swarm?: EngineSwarm | undefined;
  readonly system: EngineSystem;
  readonly toolboxes: EngineToolboxes;
  readonly transfers: EngineTransfers;
  readonly networks: EngineNetworks;
  readonly recreation: EngineRecreation;
  readonly volumes: EngineVolumes;
}

export type EngineEvent =
  | { readonly kind: 'ready' }
  | {
      readonly kind: EventKind;
      readonly id: string;
      readonly action: string;
      /** Of a container that died. */
      readonly exitCode?: number;
      /** Of a container that was killed, as a number, where the engine names it. */
      readonly signal?: string;
      /** When a container started or died, by the engine's clock, to about a microsecond. */
      readonly at?: Stamp;
    };

/** What an event can be about: all that is the engine's own. */
export type EventKind = Exclude<Kind, 'project'>;
