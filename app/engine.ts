import * as z from 'zod/mini';
import type { Problem } from './problem.ts';
import { call, stream } from './rpc/operation.ts';

/** Names an endpoint for as long as its address stays the same: `e` and 12 hex digits of the address's SHA-256. */
export const EngineId = z.string().check(z.regex(/^e[0-9a-f]{12}$/));
export type EngineId = z.infer<typeof EngineId>;

export type EngineStatus =
  /** Known, but nobody looks at it: no connection is held. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly attempt: number }
  | { readonly kind: 'connected'; readonly version: EngineVersion }
  /** Tried and failed; the next try comes at `retryAt` (ms since the epoch) or when its socket appears. */
  | { readonly kind: 'unreachable'; readonly problem: Problem; readonly retryAt: number; readonly since: number };

export interface EngineVersion {
  /** As the engine calls itself; `Tour` runs nothing and is what `npm run demo` opens where no engine can be made. */
  readonly product: 'Docker' | 'Podman' | 'Tour';
  readonly version: string;
  /** The API version in use after negotiation, e.g. `1.41`. */
  readonly api: string;
  readonly os: string;
  readonly arch: string;
  readonly features: EngineFeatures;
}

/** What not every engine can do: a page leaves out, or explains, what this one cannot. */
export interface EngineFeatures {
  /** Builds with BuildKit, which fetches of the context what it needs; else the classic builder's protocol. */
  readonly buildkit: boolean;
  /** Can be part of a swarm. */
  readonly swarm: boolean;
}

/** Where an engine was found. */
export type EngineSource = 'DOCKER_HOST' | 'context' | 'default';

export interface EngineState {
  readonly id: EngineId;
  /** What the person calls it: the CLI context's name, or a product name such as `Docker` or `Podman`. */
  readonly name: string;
  /** The address as the docker CLI writes it, e.g. `unix:///var/run/docker.sock`. */
  readonly address: string;
  readonly source: EngineSource;
  readonly status: EngineStatus;
}

/** Every engine that Gantry knows, and which one the window looks at. */
export interface EngineList {
  readonly engines: readonly EngineState[];
  readonly selected: EngineId;
}

export const engine = {
  /** The list now and after every change. */
  watch: stream(z.object({})).of<EngineList>(),
  /** Looks at another engine and remembers that. */
  select: call(z.object({ engine: EngineId })).returns<void>(),
  /** Tries to connect now instead of at `retryAt`. */
  retry: call(z.object({ engine: EngineId })).returns<void>(),
};
