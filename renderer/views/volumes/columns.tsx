import { formatBytes } from '../../../app/format.ts';
import type { Column } from '../../ui/grid/types.ts';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { Age } from '../Facts.tsx';
import type { VolumeRow } from './rows.ts';

/** The list's columns, in the order in which they stay visible when a detail takes the room. */
export const volumeColumns: readonly Column<VolumeRow>[] = [
  {
    id: 'name',
    header: 'Name',
    width: 260,
    minWidth: 110,
    grow: true,
    alwaysVisible: true,
    value: ({ id }) => id,
    cell: ({ id }) => <Untrusted text={id} />,
  },
  {
    id: 'users',
    header: 'Used by',
    width: 180,
    value: ({ users }) => users[0]?.name,
    cell: ({ users }) => <Untrusted text={users.map(({ name }) => name).join(', ')} />,
  },
  {
    id: 'size',
    header: 'Size',
    width: 90,
    align: 'end',
    descendingFirst: true,
    value: ({ bytes }) => bytes,
    cell: ({ bytes }) => (bytes === undefined ? null : formatBytes(bytes)),
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
    id: 'driver',
    header: 'Driver',
    width: 90,
    value: ({ driver }) => driver,
    cell: ({ driver }) => <Untrusted text={driver} />,
  },
  {
    id: 'project',
    header: 'Project',
    width: 110,
    value: ({ project }) => project,
    cell: ({ project }) => (project ? <Untrusted text={project} /> : null),
  },
];
