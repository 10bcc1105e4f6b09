import * as z from 'zod/mini';
import { EngineId } from '../engines/engine.ts';
import type { ListChange } from '../rpc/live.ts';
import { call, stream } from '../rpc/operation.ts';
import { SwarmId } from './services.ts';

/** Names one node on a manager's engine. */
export const EngineNode = z.object({ engine: EngineId, id: SwarmId });
export type EngineNode = z.infer<typeof EngineNode>;

/** What a node takes: new tasks, only those that it has, or none. */
export const NodeAvailability = z.enum(['active', 'pause', 'drain']);
export type NodeAvailability = z.infer<typeof NodeAvailability>;

export const NodeRole = z.enum(['manager', 'worker']);
export type NodeRole = z.infer<typeof NodeRole>;

/** One node of a swarm as a list shows it. */
export interface SwarmNode {
  readonly id: string;
  /** What its machine calls itself. */
  readonly name: string;
  readonly role: NodeRole;
  /** The manager that decides for all. */
  readonly leader: boolean;
  /** A manager that the others reach; undefined of a worker. */
  readonly reachable?: boolean;
  readonly availability: NodeAvailability;
  /** In the engine's word: `ready`, `down`, `unknown`, `disconnected`. */
  readonly state: string;
  /** The engine's sentence where it is not ready. */
  readonly message: string;
  readonly address: string;
  readonly engineVersion: string;
  /** Cores and bytes of its machine; 0 where it has not said. */
  readonly cores: number;
  readonly memory: number;
  readonly platform: string;
  readonly created: number;
  readonly labels: Readonly<Record<string, string>>;
}

/** One node as its detail shows it; `raw` is the engine's own inspect answer. */
export interface NodeDetail extends SwarmNode {
  readonly raw: unknown;
}

export const nodes = {
  /** None of an engine that manages no swarm. */
  watch: stream('safe', z.object({ engine: EngineId })).of<ListChange<SwarmNode>>(),
  inspect: call('safe', EngineNode).returns<NodeDetail>(),
  setAvailability: call('changes', z.extend(EngineNode, { availability: NodeAvailability })).returns<void>(),
  setRole: call('changes', z.extend(EngineNode, { role: NodeRole })).returns<void>(),
  /** Of one that is down; `force` also of one that is not. One that is already gone counts as removed. */
  remove: call('changes', z.extend(EngineNode, { force: z.boolean() })).returns<void>(),
};
