import type { ConnectionState } from '../../../app/engines/connections.ts';
import { keyOf, type ObjectKey, ofHost } from '../../../app/object-key.ts';
import type { Link } from '../link/link.ts';
import { createListStore, type ListStore } from './list.ts';

/** What a connection is kept by. */
export function connectionKey(id: string): ObjectKey {
  return keyOf({ engine: ofHost, kind: 'connection', id });
}

/** The engines that Gantry knows, used or not. */
export function createConnectionStore(link: Link): ListStore<ConnectionState> {
  return createListStore(link, 'connection', (client, _host, reader) => client.connections.watch({}, reader));
}
