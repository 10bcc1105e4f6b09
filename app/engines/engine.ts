import * as z from 'zod/mini';
import { call, stream } from '../rpc/operation.ts';
import type { Problem } from '../rpc/problem.ts';

/** Names an endpoint for as long as its address stays the same: `e` and 12 hex digits of the address's SHA-256. */
export const EngineId = z.string().check(z.regex(/^e[0-9a-f]{12}$/));
export type EngineId = z.infer<typeof EngineId>;

export type EngineStatus =
  /** Known, but nobody looks at it: no connection is held. */
  | { readonly kind: 'idle' }
  | { readonly kind: 'connecting'; readonly attempt: number }
  | { readonly kind: 'connected'; readonly version: EngineVersion }
  /**
   * Tried and failed; the next try comes at `retryAt` (ms since the epoch) or when its socket appears, without only when
   * somebody asks for it.
   */
  | { readonly kind: 'unreachable'; readonly problem: Problem; readonly retryAt?: number; readonly since: number };

export interface EngineVersion {
  /** As the engine calls itself; `Tour` runs nothing and is what `npm run demo` opens where no engine can be made. */
  readonly product: 'Docker' | 'Podman' | 'Tour';
  readonly version: string;
  /** The API version in use after negotiation, e.g. `1.41`. */
  readonly api: string;
  /** The version of Podman's own API in use, e.g. `4.3.1`; no other engine has one. */
  readonly libpod?: string;
  readonly os: string;
  readonly arch: string;
  /** Runs as an ordinary user, as far as it says so at once. */
  readonly rootless: boolean;
  readonly features: EngineFeatures;
}

/** What not every engine can do: a page leaves out, or explains, what this one cannot. */
export interface EngineFeatures {
  /** Builds with BuildKit, which fetches of the context what it needs; else the classic builder's protocol. */
  readonly buildkit: boolean;
  /** Can be part of a swarm. */
  readonly swarm: boolean;
  /** Runs the health check of a container when it is asked to; others do so by themselves only. */
  readonly healthChecks: boolean;
  /** Changes limits of a container that is there. */
  readonly updates: boolean;
  /** Tells of every network that is made or removed; the lists of others are read from time to time. */
  readonly networkEvents: boolean;
  /** Makes a folder of a bind mount's source that is not there; others refuse it. */
  readonly makesSources: boolean;
}

/**
 * Where an engine was found: in the environment, among the docker CLI's contexts, among Podman's connections and machines,
 * at a place that engines are known for; `own` is one that a person added.
 */
export type EngineSource = 'DOCKER_HOST' | 'context' | 'podman' | 'default' | 'own';

/** By which people tell engines apart: the tokens `--engine-…` of the page. An engine is grey until somebody chose. */
export const EngineColour = z.enum(['grey', 'blue', 'green', 'purple', 'orange', 'teal', 'pink', 'red']);
export type EngineColour = z.infer<typeof EngineColour>;

/** What holds a person back: `protected` has dangerous verbs asked for by name, `read-only` refuses whatever changes something. */
export const EngineGuard = z.enum(['none', 'protected', 'read-only']);
export type EngineGuard = z.infer<typeof EngineGuard>;

export interface EngineState {
  readonly id: EngineId;
  /** What the person calls it: a name of their own, the CLI context's, or a product name such as `Docker` or `Podman`. */
  readonly name: string;
  /** The address as the docker CLI writes it, e.g. `unix:///var/run/docker.sock`. */
  readonly address: string;
  readonly source: EngineSource;
  readonly colour: EngineColour;
  readonly guard: EngineGuard;
  readonly status: EngineStatus;
}

/** More than anybody has, and few enough that a page cannot fill the settings with them. */
const mostInScope = 200;

/** Whose objects a window shows: those of every engine, or of these, each once. */
export const Scope = z.union([z.literal('all'), z.array(EngineId).check(z.minLength(1), z.maxLength(mostInScope))]);
export type Scope = 'all' | readonly EngineId[];

/** Every engine that Gantry uses, in the person's order, and which one was chosen last. One that is switched off is not among them. */
export interface EngineList {
  readonly engines: readonly EngineState[];
  readonly selected: EngineId;
  /** What a window looks at that opens now; without it at the selected engine alone. */
  readonly scope?: Scope;
}

export const engine = {
  /** The list now and after every change. */
  watch: stream('safe', z.object({})).of<EngineList>(),
  /** Remembers the engine that a window looks at, for those that open later. */
  select: call('safe', z.object({ engine: EngineId })).returns<void>(),
  /** The same of a window that looks at several. */
  look: call('safe', z.object({ scope: Scope })).returns<void>(),
  /** Tries to connect now instead of at `retryAt`. */
  retry: call('safe', z.object({ engine: EngineId })).returns<void>(),
};
