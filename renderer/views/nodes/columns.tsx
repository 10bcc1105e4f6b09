import type { SwarmNode } from '../../../app/swarm/nodes.ts';
import { labelTexts, matches, parseFilter } from '../../../app/text/filter.ts';
import type { Keyed } from '../../stores/lists/list.ts';
import type { Column } from '../../ui/grid/model/types.ts';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { words } from '../../words/words.ts';
import { ageColumn, idColumn, nameColumn } from '../object/usual-columns.tsx';
import { nodeState, roleWord } from '../swarm/wording.ts';

const { columns, availability: taking } = words.nodes;
export type NodeRow = Keyed<SwarmNode>;

/** The list's columns, in the order in which they stay visible when a detail takes the room. */
export const nodeColumns: readonly Column<NodeRow>[] = [
  nameColumn(190, ({ name }) => name),
  {
    id: 'state',
    header: columns.state,
    width: 130,
    value: ({ state }) => state,
    cell: (node) => <StateDot {...nodeState(node)} />,
  },
  {
    id: 'availability',
    header: columns.availability,
    width: 124,
    value: ({ availability }) => availability,
    cell: ({ availability }) => taking[availability],
  },
  {
    id: 'role',
    header: columns.role,
    width: 144,
    value: roleWord,
    cell: roleWord,
  },
  {
    id: 'address',
    header: columns.address,
    width: 130,
    value: ({ address }) => address,
    cell: ({ address }) => <Untrusted text={address} mono />,
  },
  {
    id: 'engine',
    header: columns.engine,
    width: 110,
    value: ({ engineVersion }) => engineVersion,
    cell: ({ engineVersion }) => <Untrusted text={engineVersion} />,
  },
  ageColumn,
  idColumn,
];

/** Hidden until the person wants it. */
export const hiddenAtFirst = ['id'];

const keys = ['name', 'state', 'role', 'availability', 'address', 'label', 'id'];

/** A test for nodes from what a person typed, e.g. `role:worker availability:drain`. */
export function nodeFilter(input: string): (node: NodeRow) => boolean {
  const terms = parseFilter(input, keys);
  return (node) => matches(terms, (key) => fields(node, key));
}

function fields(node: NodeRow, key: string | undefined): readonly string[] {
  const { name, state, role, availability, address, id, labels } = node;
  const byKey: Readonly<Record<string, readonly string[]>> = {
    name: [name],
    state: [state],
    role: [role],
    availability: [availability],
    address: [address],
    id: [id],
    label: labelTexts(labels),
  };
  return (key === undefined ? undefined : byKey[key]) ?? [name, role, address, id];
}
