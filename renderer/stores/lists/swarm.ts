import type { SwarmNode } from '../../../app/swarm/nodes.ts';
import type { SwarmService, SwarmTask } from '../../../app/swarm/services.ts';
import type { Link } from '../link/link.ts';
import { createListStore, type ListStore } from './list.ts';

/** The services of the swarm that each engine manages that is followed. */
export function createServiceStore(link: Link): ListStore<SwarmService> {
  return createListStore(link, 'service', (client, engine, reader) => client.services.watch({ engine }, reader));
}

/** Their tasks. Nothing leads to one, so it is kept among services: no two things of a swarm have the same id. */
export function createServiceTaskStore(link: Link): ListStore<SwarmTask> {
  return createListStore(link, 'service', (client, engine, reader) => client.services.watchTasks({ engine }, reader));
}

/** The nodes; of an engine that manages no swarm there are none. */
export function createNodeStore(link: Link): ListStore<SwarmNode> {
  return createListStore(link, 'node', (client, engine, reader) => client.nodes.watch({ engine }, reader));
}
