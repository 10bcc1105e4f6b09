import type { Container } from '../../../app/containers.ts';
import type { Link } from '../link/link.ts';
import { createListStore, type Keyed, type ListStore, type LiveItems } from './list.ts';

export type ContainerList = LiveItems<Keyed<Container>>;
export type ContainerStore = ListStore<Container>;

/** The containers of each engine that is followed. */
export function createContainerStore(link: Link): ContainerStore {
  return createListStore(link, 'container', (client, engine, reader) => client.containers.watch({ engine }, reader));
}
