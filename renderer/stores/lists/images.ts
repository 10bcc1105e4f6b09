import type { Image } from '../../../app/images.ts';
import type { Link } from '../link/link.ts';
import { createListStore, type ListStore } from './list.ts';

export type ImageStore = ListStore<Image>;

/** The images of each engine that is followed. */
export function createImageStore(link: Link): ImageStore {
  return createListStore(link, 'image', (client, engine, reader) => client.images.watch({ engine }, reader));
}
