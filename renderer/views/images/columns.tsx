import { imageName } from '../../commands/images.ts';
import type { Column } from '../../ui/grid/model/types.ts';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { formatBytes } from '../../words/amounts.ts';
import { words } from '../../words/words.ts';
import { ageColumn, idColumn, usersColumn } from '../object/usual-columns.tsx';
import type { ImageRow } from './rows.ts';

const { columns } = words.lists;

/** The list's columns, in the order in which they stay visible when a detail takes the room. */
export const imageColumns: readonly Column<ImageRow>[] = [
  {
    id: 'name',
    header: columns.name,
    width: 280,
    minWidth: 110,
    grow: true,
    alwaysVisible: true,
    value: imageName,
    cell: (image) => (
      <>
        {image.tags.length === 0 && `${words.images.untagged} · `}
        <Untrusted text={imageName(image)} />
        {image.tags.length > 1 && ` +${image.tags.length - 1}`}
      </>
    ),
  },
  {
    id: 'size',
    header: columns.size,
    width: 90,
    align: 'end',
    descendingFirst: true,
    value: ({ size }) => size,
    cell: ({ size }) => formatBytes(size),
  },
  usersColumn,
  ageColumn,
  idColumn,
];
