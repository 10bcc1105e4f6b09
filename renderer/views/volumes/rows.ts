import type { Container } from '../../../app/containers.ts';
import { labelTexts, matches, parseFilter } from '../../../app/text/filter.ts';
import type { Volume } from '../../../app/volumes.ts';
import type { Keyed } from '../../stores/lists/list.ts';

/** A volume with what other lists know about it. */
export interface VolumeRow extends Keyed<Volume> {
  /** Undefined while it is not known. */
  readonly bytes: number | undefined;
  readonly users: readonly Keyed<Container>[];
}

const keys = ['name', 'driver', 'label', 'project', 'used', 'anonymous', 'container'];

/** A test for volumes from what a person typed, e.g. `data used:no label:tier=web`. */
export function volumeFilter(input: string): (volume: VolumeRow) => boolean {
  const terms = parseFilter(input, keys);
  return (volume) => matches(terms, (key) => fields(volume, key));
}

function fields(volume: VolumeRow, key: string | undefined): readonly string[] {
  switch (key) {
    case 'driver':
      return [volume.driver];
    case 'label':
      return labelTexts(volume.labels);
    case 'project':
      return [volume.project ?? ''];
    case 'used':
      return [volume.users.length > 0 ? 'yes' : 'no'];
    case 'anonymous':
      return [volume.anonymous ? 'yes' : 'no'];
    case 'container':
      return volume.users.map(({ name }) => name);
    case 'name':
      return [volume.id];
    default:
      return [volume.id, volume.driver, volume.project ?? '', ...volume.users.map(({ name }) => name)];
  }
}
