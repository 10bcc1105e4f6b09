import type { EngineId } from '../../../app/engines/engine.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import type { nodes, SwarmNode } from '../../../app/swarm/nodes.ts';
import type { Engines } from '../engine/engine.ts';
import { followLists } from '../engine/followed-list.ts';
import { swarmOf } from './swarm-of.ts';

/** How often nodes are read besides, in ms. */
const restingTime = 10_000;

/** Lists the nodes of swarms live and carries out the verbs on them. */
export function createNodes(engines: Engines): Service<typeof nodes> {
  const { follow, renewed } = followLists<SwarmNode>(engines, {
    kind: 'node',
    // That an engine has left its swarm it does not tell.
    unheard: (_, rows) => (rows.length > 0 ? restingTime : undefined),
    list: async (engine, signal) => (await engine.swarm?.nodes(signal)) ?? [],
  });
  const of = (engine: EngineId, signal: AbortSignal) => swarmOf(engines, engine, signal);
  return {
    watch: ({ engine }, { signal }) => follow(engine, signal).read(signal),
    inspect: async ({ engine, id }, { signal }) => (await of(engine, signal)).node(id, signal),
    setAvailability: ({ engine, id, availability }, { signal }) =>
      renewed(engine, async () => (await of(engine, signal)).setAvailability(id, availability, signal)),
    setRole: ({ engine, id, role }, { signal }) =>
      renewed(engine, async () => (await of(engine, signal)).setRole(id, role, signal)),
    remove: ({ engine, id, force }, { signal }) =>
      renewed(engine, async () => (await of(engine, signal)).removeNode(id, force, signal)),
  };
}
