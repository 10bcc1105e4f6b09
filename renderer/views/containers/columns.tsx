import { shortId } from '../../../app/text/short-id.ts';
import type { Column } from '../../ui/grid/model/types.ts';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { words } from '../../words/words.ts';
import { ContainerState } from './ContainerState.tsx';
import { AgeCell, CpuCell, MemoryCell, PortsCell } from './cells.tsx';
import { stateOf } from './state.ts';
import type { ListedContainer } from './use/use-order-by-use.ts';

const { columns } = words.containers.list;

/** The list's columns, in the order in which they stay visible when a detail takes the room. */
export const containerColumns: readonly Column<ListedContainer>[] = [
  {
    id: 'name',
    header: columns.name,
    width: 170,
    minWidth: 110,
    grow: true,
    alwaysVisible: true,
    value: ({ name }) => name,
    cell: ({ name }) => <Untrusted text={name} />,
  },
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
  {
    id: 'age',
    header: columns.age,
    width: 64,
    align: 'end',
    value: ({ created }) => -created,
    cell: ({ created }) => <AgeCell created={created} />,
  },
  {
    id: 'project',
    header: columns.project,
    width: 110,
    value: ({ project }) => project,
    cell: ({ project }) => (project ? <Untrusted text={project} /> : null),
  },
  {
    id: 'id',
    header: columns.id,
    width: 110,
    value: ({ id }) => id,
    cell: ({ id }) => <Untrusted text={shortId(id)} mono />,
  },
];

/** Hidden until the person wants it. */
export const hiddenAtFirst = ['id'];
