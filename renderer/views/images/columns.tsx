import { formatBytes, shortId } from '../../../app/format.ts';
import { imageName } from '../../commands/images.ts';
import type { Column } from '../../ui/grid/types.ts';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { Age } from '../Facts.tsx';
import type { ImageRow } from './rows.ts';

/** The list's columns, in the order in which they stay visible when a detail takes the room. */
export const imageColumns: readonly Column<ImageRow>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 280,
    minWidth: 110,
    grow: true,
    alwaysVisible: true,
    value: imageName,
    cell: (image) => (
      <>
        {image.tags.length === 0 && 'untagged · '}
        <Untrusted text={imageName(image)} />
        {image.tags.length > 1 && ` +${image.tags.length - 1}`}
      </>
    ),
  },
  {
    id: 'size',
    header: 'Size',
    width: 90,
    align: 'end',
    descendingFirst: true,
    value: ({ size }) => size,
    cell: ({ size }) => formatBytes(size),
  },
  {
    id: 'users',
    header: 'Used by',
    width: 180,
    value: ({ users }) => users[0]?.name,
    cell: ({ users }) => <Untrusted text={users.map(({ name }) => name).join(', ')} />,
  },
  {
    id: 'age',
    header: 'Age',
    width: 64,
    align: 'end',
    value: ({ created }) => -created,
    cell: ({ created }) => <Age time={created} />,
  },
  {
    id: 'id',
    header: 'Id',
    width: 110,
    value: ({ id }) => id,
    cell: ({ id }) => <Untrusted text={shortId(id)} mono />,
  },
];
