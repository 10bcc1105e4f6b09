import type { ConnectionState } from '../../../app/engines/connections.ts';
import type { Column } from '../../ui/grid/model/types.ts';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { Swatch } from '../../ui/marks/Swatch.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { words } from '../../words/words.ts';
import { connectionState, engineOf } from './state.ts';

const { columns, sources, guards } = words.connections;

/** The list's columns, in the order in which they stay visible when a detail takes the room. */
export const connectionColumns: readonly Column<ConnectionState>[] = [
  {
    id: 'name',
    header: columns.name,
    width: 170,
    minWidth: 120,
    grow: true,
    alwaysVisible: true,
    value: ({ name }) => name,
    cell: ({ name, colour }) => (
      <>
        <Swatch colour={colour} />
        <Untrusted text={name} />
      </>
    ),
  },
  {
    id: 'state',
    header: columns.state,
    width: 128,
    essential: true,
    value: (one) => connectionState(one).word,
    cell: (one) => <StateDot {...connectionState(one)} />,
  },
  {
    id: 'address',
    header: columns.address,
    width: 220,
    grow: true,
    value: ({ address }) => address,
    cell: ({ address }) => <Untrusted text={address} mono />,
  },
  {
    id: 'guard',
    header: columns.guard,
    width: 96,
    value: ({ guard }) => (guard === 'none' ? '' : guards[guard]),
    cell: ({ guard }) => (guard === 'none' ? null : guards[guard]),
  },
  {
    id: 'engine',
    header: columns.engine,
    width: 170,
    value: engineOf,
    cell: (one) => <Untrusted text={engineOf(one)} />,
  },
  {
    id: 'source',
    header: columns.source,
    width: 148,
    value: ({ source }) => sources[source],
    cell: ({ source }) => sources[source],
  },
  {
    id: 'place',
    header: columns.place,
    width: 64,
    align: 'end',
    value: ({ place }) => place,
    cell: ({ place }) => place + 1,
  },
];
