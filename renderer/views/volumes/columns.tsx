import type { Column } from '../../ui/grid/model/types.ts';
import { formatBytes } from '../../words/amounts.ts';
import { words } from '../../words/words.ts';
import { ageColumn, driverColumn, nameColumn, projectColumn, usersColumn } from '../object/usual-columns.tsx';
import type { VolumeRow } from './rows.ts';

const { columns } = words.lists;

/** The list's columns, in the order in which they stay visible when a detail takes the room. */
export const volumeColumns: readonly Column<VolumeRow>[] = [
  nameColumn(260, ({ id }) => id),
  usersColumn,
  {
    id: 'size',
    header: columns.size,
    width: 90,
    align: 'end',
    descendingFirst: true,
    value: ({ bytes }) => bytes,
    cell: ({ bytes }) => (bytes === undefined ? null : formatBytes(bytes)),
  },
  ageColumn,
  driverColumn,
  projectColumn,
];
