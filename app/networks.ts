import * as z from 'zod/mini';
import { ContainerId } from './containers.ts';
import { EngineId } from './engines/engine.ts';
import type { ListChange } from './rpc/live.ts';
import { call, stream } from './rpc/operation.ts';
import type { StartedTask } from './tasks.ts';
import { Pairs } from './volumes.ts';

/** One network as a list shows it. */
export interface Network {
  readonly id: string;
  readonly name: string;
  readonly driver: string;
  readonly scope: string;
  /** No way out of it. */
  readonly internal: boolean;
  /** In CIDR notation. */
  readonly subnets: readonly string[];
  /** The engine's own: it cannot be removed. */
  readonly builtin: boolean;
  readonly labels: Readonly<Record<string, string>>;
  /** Compose project, from labels. */
  readonly project?: string;
  /** ms since the epoch; 0 where the engine does not say. */
  readonly created: number;
}

/** A container that runs on a network. */
export interface NetworkMember {
  /** The container's id. */
  readonly id: string;
  readonly name: string;
  /** Without the prefix length; empty where there is none. */
  readonly ipv4: string;
  readonly ipv6: string;
  readonly mac: string;
}

/** One network as its detail shows it; `raw` is the engine's own inspect answer. */
export interface NetworkDetail extends Network {
  readonly attachable: boolean;
  readonly ipv6: boolean;
  readonly gateways: readonly string[];
  /** Driver options. */
  readonly options: Readonly<Record<string, string>>;
  /** Only those that run: a stopped container has no address. */
  readonly members: readonly NetworkMember[];
  readonly raw: unknown;
}

/** Names a network: 64 hex digits, or on a Swarm, whose networks have ids of their own, 25 digits to the base of 36. */
export const NetworkId = z.string().check(z.regex(/^([0-9a-f]{64}|[0-9a-z]{25})$/));

/** One network of one engine. */
const EngineNetwork = z.object({ engine: EngineId, id: NetworkId });

/** Engines take the same for networks as for containers. */
const Name = z.string().check(z.regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}$/));
/** An address or a subnet; whether it is a good one, the engine says. */
const Address = z.string().check(z.regex(/^[0-9a-fA-F:./]{0,64}$/));

/** What a new network is made of. */
export const NetworkOrder = z.object({
  engine: EngineId,
  name: Name,
  driver: z.string().check(z.minLength(1), z.maxLength(200)),
  /** Empty: the engine chooses. */
  subnet: Address,
  gateway: Address,
  internal: z.boolean(),
  attachable: z.boolean(),
  labels: Pairs,
});
export type NetworkOrder = z.infer<typeof NetworkOrder>;

/** A container that is to join a network. */
export const NetworkJoin = z.object({
  ...EngineNetwork.shape,
  container: ContainerId,
  aliases: z.optional(z.array(Name).check(z.maxLength(50))),
  ip: z.optional(Address),
});
export type NetworkJoin = z.infer<typeof NetworkJoin>;

export const networks = {
  watch: stream('safe', z.object({ engine: EngineId })).of<ListChange<Network>>(),
  inspect: call('safe', EngineNetwork).returns<NetworkDetail>(),
  /** Answers with the new network's id. A taken name is a `conflict` in `field: 'name'`. */
  create: call('changes', NetworkOrder).returns<string>(),
  /** Rejects with `in-use`, naming the containers on it. One that is already gone counts as removed. */
  remove: call('changes', EngineNetwork).returns<void>(),
  /** Every network of one's own that no container is on, running or not. */
  prunePreview: call('safe', z.object({ engine: EngineId })).returns<readonly Network[]>(),
  /** Removes exactly the named ones, as a task; those that are in use by then stay. */
  prune: call(
    'changes',
    z.object({ engine: EngineId, networks: z.array(NetworkId).check(z.minLength(1), z.maxLength(10_000)) }),
  ).returns<StartedTask>(),
  connect: call('changes', NetworkJoin).returns<void>(),
  /** `force` also where the container does not answer any more. */
  disconnect: call(
    'changes',
    z.object({ ...EngineNetwork.shape, container: ContainerId, force: z.boolean() }),
  ).returns<void>(),
};
