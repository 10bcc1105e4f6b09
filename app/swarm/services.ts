import * as z from 'zod/mini';
import { EngineId } from '../engines/engine.ts';
import type { ListChange } from '../rpc/live.ts';
import { call, stream } from '../rpc/operation.ts';

/** Of a service, a node or a task of a swarm: 25 digits of base 36. */
export const SwarmId = z.string().check(z.regex(/^[0-9a-z]{1,64}$/));

/** Names one service on a manager's engine. */
export const EngineService = z.object({ engine: EngineId, id: SwarmId });
export type EngineService = z.infer<typeof EngineService>;

/** A port that a service answers on: on every node (`ingress`), or on those that it runs on (`host`). */
export interface ServicePort {
  /** 0 where the engine has not chosen one yet. */
  readonly published: number;
  readonly target: number;
  readonly protocol: string;
  readonly mode: 'ingress' | 'host';
}

/** How far an update is, in the engine's word: `updating`, `paused`, `completed`, `rollback_started`, … */
export interface ServiceUpdate {
  readonly state: string;
  /** The engine's sentence; empty where it says none. */
  readonly message: string;
}

/** One service of a swarm as a list shows it. */
export interface SwarmService {
  readonly id: string;
  readonly name: string;
  /** What was changed meanwhile has another: the engine refuses changes that name an older one. */
  readonly version: number;
  /** Jobs run to their end, once for each replica or on each node. */
  readonly mode: 'replicated' | 'global' | 'replicated-job' | 'global-job';
  /** Tasks that run, and that should; undefined where the engine does not say. */
  readonly running: number | undefined;
  readonly wanted: number | undefined;
  /** As it was asked for, without the digest that it was pinned to. */
  readonly image: string;
  /** Empty where it is not pinned. */
  readonly digest: string;
  readonly ports: readonly ServicePort[];
  readonly update?: ServiceUpdate;
  /** ms since the epoch. */
  readonly created: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Stack, from labels. */
  readonly stack?: string;
  /** There is a specification from before the last update to go back to. */
  readonly hasPrevious: boolean;
}

/** One service as its detail shows it; `raw` is the engine's own inspect answer. */
export interface ServiceDetail extends SwarmService {
  readonly command: readonly string[];
  /** `node.role==worker` and the like. */
  readonly constraints: readonly string[];
  readonly raw: unknown;
}

/** One task: what a service wants of a node, and what became of it. */
export interface SwarmTask {
  readonly id: string;
  readonly service: string;
  /** Empty as long as no node has it. */
  readonly node: string;
  /** Number among a service's replicas; 0 of a global one. */
  readonly slot: number;
  /** In the engine's word: `new`, `pending`, `assigned`, …, `running`, `complete`, `failed`, … */
  readonly state: string;
  readonly desired: string;
  /** The engine's sentence where it failed or cannot be placed, e.g. which constraint no node meets; else empty. */
  readonly error: string;
  /** Since when it is in that state, in ms since the epoch. */
  readonly since: number;
  /** Empty as long as there is none. */
  readonly container: string;
  readonly exitCode?: number;
  readonly image: string;
}

/** Most replicas that may be asked for: a swarm of a thousand nodes runs some ten thousand tasks. */
const mostReplicas = 100_000;

export const services = {
  /** None of an engine that manages no swarm. */
  watch: stream('safe', z.object({ engine: EngineId })).of<ListChange<SwarmService>>(),
  inspect: call('safe', EngineService).returns<ServiceDetail>(),
  /** Tasks of all services, also those that ended and are remembered. None of an engine that manages no swarm. */
  watchTasks: stream('safe', z.object({ engine: EngineId })).of<ListChange<SwarmTask>>(),
  /** Of a replicated service. Rejects with `conflict` where somebody changed the service meanwhile. */
  scale: call(
    'changes',
    z.extend(EngineService, { version: z.number(), replicas: z.int().check(z.minimum(0), z.maximum(mostReplicas)) }),
  ).returns<void>(),
  /** Replaces its tasks by new ones though nothing was changed. */
  restart: call('changes', EngineService).returns<void>(),
  /** Goes back to what it was before its last update. */
  rollback: call('changes', EngineService).returns<void>(),
  /** One that is already gone counts as removed. */
  remove: call('changes', EngineService).returns<void>(),
};
