import type { Column } from '../../ui/grid/model/types.ts';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { words } from '../../words/words.ts';
import { ageColumn, idColumn, nameColumn, projectColumn } from '../object/usual-columns.tsx';
import { ContainerState } from './ContainerState.tsx';
import { CpuCell, MemoryCell, PortsCell } from './cells.tsx';
import { stateOf } from './state.ts';
import type { ListedContainer } from './use/use-order-by-use.ts';

const { columns } = words.containers.list;

/** The list's columns, in the order in which they stay visible when a detail takes the room. */
export const containerColumns: readonly Column<ListedContainer>[] = [
  nameColumn(170, ({ name }) => name),
  {
    id: 'state',
    header: columns.state,
    essential: true,
    tellsPending: true,
    width: 106,
    value: (container) => stateOf(container).word,
    cell: (container) => <ContainerState container={container} />,
  },
  {
    id: 'cpu',
    header: columns.cpu,
    width: 120,
    align: 'end',
    descendingFirst: true,
    value: ({ figures }) => figures?.cpu,
    cell: ({ key }) => <CpuCell container={key} />,
  },
  {
    id: 'memory',
    header: columns.memory,
    width: 84,
    align: 'end',
    descendingFirst: true,
    value: ({ figures }) => figures?.memory,
    cell: ({ key }) => <MemoryCell container={key} />,
  },
  {
    id: 'ports',
    header: columns.ports,
    width: 120,
    value: ({ ports }) => ports.find(({ hostPort }) => hostPort !== undefined)?.hostPort,
    cell: ({ ports }) => <PortsCell ports={ports} />,
  },
  {
    id: 'image',
    header: columns.image,
    width: 140,
    value: ({ image }) => image,
    cell: ({ image }) => <Untrusted text={image} />,
  },
  ageColumn,
  projectColumn,
  idColumn,
];

/** Hidden until the person wants it. */
export const hiddenAtFirst = ['id'];
