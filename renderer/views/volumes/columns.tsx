import type { Column } from '../../ui/grid/model/types.ts';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { formatBytes } from '../../words/amounts.ts';
import { words } from '../../words/words.ts';
import { Age } from '../parts/Facts.tsx';
import type { VolumeRow } from './rows.ts';

const { columns } = words.lists;

/** The list's columns, in the order in which they stay visible when a detail takes the room. */
export const volumeColumns: readonly Column<VolumeRow>[] = [
  {
    id: 'name',
    header: columns.name,
    width: 260,
    minWidth: 110,
    grow: true,
    alwaysVisible: true,
    value: ({ id }) => id,
    cell: ({ id }) => <Untrusted text={id} />,
  },
  {
    id: 'users',
    header: columns.users,
    width: 180,
    value: ({ users }) => users[0]?.name,
    cell: ({ users }) => <Untrusted text={users.map(({ name }) => name).join(', ')} />,
  },
  {
    id: 'size',
    header: columns.size,
    width: 90,
    align: 'end',
    descendingFirst: true,
    value: ({ bytes }) => bytes,
    cell: ({ bytes }) => (bytes === undefined ? null : formatBytes(bytes)),
  },
  {
    id: 'age',
    header: columns.age,
    width: 64,
    align: 'end',
    value: ({ created }) => -created,
    cell: ({ created }) => <Age time={created} />,
  },
  {
    id: 'driver',
    header: columns.driver,
    width: 90,
    value: ({ driver }) => driver,
    cell: ({ driver }) => <Untrusted text={driver} />,
  },
  {
    id: 'project',
    header: columns.project,
    width: 110,
    value: ({ project }) => project,
    cell: ({ project }) => (project ? <Untrusted text={project} /> : null),
  },
];
