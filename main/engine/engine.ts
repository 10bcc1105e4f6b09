import type { EngineVersion } from '../../app/engine.ts';
import type { Stamp } from './log-block.ts';
import type { EngineBuilds } from './ports/builds.ts';
import type { EngineCompose } from './ports/compose.ts';
import type { EngineContainers } from './ports/containers.ts';
import type { EngineDisk } from './ports/disk.ts';
import type { EngineImages } from './ports/images.ts';
import type { EngineNetworks } from './ports/networks.ts';
import type { EngineTransfers } from './ports/transfers.ts';
import type { EngineVolumes } from './ports/volumes.ts';

/**
 * Everything Gantry asks of an engine, in our words. One object speaks to one endpoint and holds no connection between
 * calls. Every failure is a ProblemError. Every stream ends when its signal aborts, and ends by throwing
 * `engine-unreachable` when the connection breaks.
 */
export interface Engine {
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
  readonly images: EngineImages;
  readonly transfers: EngineTransfers;
  readonly networks: EngineNetworks;
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

/** What an event can be about. */
export type EventKind = 'container' | 'image' | 'volume' | 'network';
