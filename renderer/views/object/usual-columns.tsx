import { shortId } from '../../../app/text/short-id.ts';
import type { Column } from '../../ui/grid/model/types.ts';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { words } from '../../words/words.ts';
import { Age } from '../parts/Facts.tsx';

const { columns } = words.lists;

/** What objects are called; the column that stays. `width` in px. */
export function nameColumn<T>(width: number, nameOf: (item: T) => string): Column<T> {
  return {
    id: 'name',
    header: columns.name,
    width,
    minWidth: 110,
    grow: true,
    alwaysVisible: true,
    value: nameOf,
    cell: (item) => <Untrusted text={nameOf(item)} />,
  };
}

/** The containers that use an object. */
export const usersColumn: Column<{ readonly users: readonly { readonly name: string }[] }> = {
  id: 'users',
  header: columns.users,
  width: 180,
  value: ({ users }) => users[0]?.name,
  cell: ({ users }) => <Untrusted text={users.map(({ name }) => name).join(', ')} />,
};

export const driverColumn: Column<{ readonly driver: string }> = {
  id: 'driver',
  header: columns.driver,
  width: 90,
  value: ({ driver }) => driver,
  cell: ({ driver }) => <Untrusted text={driver} />,
};

/** The newest first. */
export const ageColumn: Column<{ readonly created: number }> = {
  id: 'age',
  header: columns.age,
  width: 64,
  align: 'end',
  value: ({ created }) => -created,
  cell: ({ created }) => <Age time={created} />,
};

/** The Compose project that an object belongs to. */
export const projectColumn: Column<{ readonly project?: string | undefined }> = {
  id: 'project',
  header: columns.project,
  width: 110,
  value: ({ project }) => project,
  cell: ({ project }) => (project ? <Untrusted text={project} /> : null),
};

export const idColumn: Column<{ readonly id: string }> = {
  id: 'id',
  header: columns.id,
  width: 110,
  value: ({ id }) => id,
  cell: ({ id }) => <Untrusted text={shortId(id)} mono />,
};
