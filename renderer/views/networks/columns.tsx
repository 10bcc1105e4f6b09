import type { Container } from '../../../app/containers.ts';
import type { Network } from '../../../app/networks.ts';
import { labelTexts, matches, parseFilter } from '../../../app/text/filter.ts';
import type { Keyed } from '../../stores/lists/list.ts';
import type { Column } from '../../ui/grid/model/types.ts';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { words } from '../../words/words.ts';
import { ageColumn, driverColumn, idColumn, nameColumn, projectColumn, usersColumn } from '../object/usual-columns.tsx';

const { columns } = words.lists;

/** A network with the containers that are on it, running or not. */
export interface NetworkRow extends Keyed<Network> {
  readonly users: readonly Keyed<Container>[];
}

/** The list's columns, in the order in which they stay visible when a detail takes the room. */
export const networkColumns: readonly Column<NetworkRow>[] = [
  nameColumn(200, ({ name }) => name),
  usersColumn,
  driverColumn,
  {
    id: 'subnets',
    header: columns.subnets,
    width: 140,
    value: ({ subnets }) => subnets[0],
    cell: ({ subnets }) => <Untrusted text={subnets.join(', ')} mono />,
  },
  {
    id: 'internal',
    header: columns.internal,
    width: 104,
    value: ({ internal }) => internal,
    cell: ({ internal }) => (internal ? words.networks.internal : null),
  },
  ageColumn,
  projectColumn,
  idColumn,
];

/** Hidden until the person wants it. */
export const hiddenAtFirst = ['id'];

const keys = ['name', 'driver', 'label', 'project', 'used', 'subnet', 'container', 'id'];

/** A test for networks from what a person typed, e.g. `shop used:no driver:bridge`. */
export function networkFilter(input: string): (network: NetworkRow) => boolean {
  const terms = parseFilter(input, keys);
  return (network) => matches(terms, (key) => fields(network, key));
}

function fields(network: NetworkRow, key: string | undefined): readonly string[] {
  const users = network.users.map(({ name }) => name);
  switch (key) {
    case 'name':
      return [network.name];
    case 'driver':
      return [network.driver];
    case 'label':
      return labelTexts(network.labels);
    case 'project':
      return [network.project ?? ''];
    case 'used':
      return [users.length > 0 ? 'yes' : 'no'];
    case 'subnet':
      return network.subnets;
    case 'container':
      return users;
    case 'id':
      return [network.id];
    default:
      return [network.name, network.driver, network.project ?? '', network.id, ...network.subnets, ...users];
  }
}
