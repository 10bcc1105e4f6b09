import type { Container } from '../../../app/containers.ts';
import type { Image } from '../../../app/images.ts';
import { labelTexts, matches, parseFilter } from '../../../app/text/filter.ts';
import type { Keyed } from '../../stores/lists/list.ts';

/** An image with the containers that are made from it. */
export interface ImageRow extends Keyed<Image> {
  readonly users: readonly Keyed<Container>[];
}

const keys = ['name', 'tag', 'id', 'digest', 'label', 'used', 'dangling', 'container'];

/** A test for images from what a person typed, e.g. `node used:no label:tier=web`. */
export function imageFilter(input: string): (image: ImageRow) => boolean {
  const terms = parseFilter(input, keys);
  return (image) => matches(terms, (key) => fields(image, key));
}

function fields(image: ImageRow, key: string | undefined): readonly string[] {
  switch (key) {
    case 'name':
    case 'tag':
      return image.tags;
    case 'id':
      return [image.id];
    case 'digest':
      return image.digests;
    case 'label':
      return labelTexts(image.labels);
    case 'used':
      return [image.users.length > 0 ? 'yes' : 'no'];
    case 'dangling':
      return [image.dangling ? 'yes' : 'no'];
    case 'container':
      return image.users.map(({ name }) => name);
    default:
      return [image.id, ...image.tags, ...image.digests, ...image.users.map(({ name }) => name)];
  }
}
