import type { Network } from '../../../app/networks.ts';
import type { Link } from '../link/link.ts';
import { createListStore, type ListStore } from './list.ts';

export type NetworkStore = ListStore<Network>;

/** The networks of each engine that is followed. */
export function createNetworkStore(link: Link): NetworkStore {
  return createListStore(link, 'network', (client, engine, reader) => client.networks.watch({ engine }, reader));
}
