import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { ObjectKey } from '../../../app/object-key.ts';
import { useSession } from '../../hooks/session.tsx';
import type { Usage } from '../../stores/lists/stats.ts';
import type { Column } from '../../ui/grid/model/types.ts';
import { Sparkline } from '../../ui/marks/Sparkline.tsx';
import { formatBytes } from '../../words/amounts.ts';
import { words } from '../../words/words.ts';
import { CpuCell } from '../containers/cells.tsx';
import { type Figure, figureText } from '../containers/use/charts.ts';
import type { ListedContainer } from '../containers/use/use-order-by-use.ts';
import { ageColumn, nameColumn, projectColumn } from '../object/usual-columns.tsx';
import css from './StatsPage.module.css';

const { columns } = words.stats.list;

/** What a row says of what runs: its figures are those of now, and measured while it is in view. */
export const statsColumns: readonly Column<ListedContainer>[] = [
  nameColumn(170, ({ name }) => name),
  {
    id: 'cpu',
    header: columns.cpu,
    width: 128,
    align: 'end',
    essential: true,
    descendingFirst: true,
    value: ({ figures }) => figures?.cpu,
    cell: ({ key }) => <CpuCell container={key} />,
  },
  {
    id: 'memory',
    header: columns.memory,
    width: 190,
    align: 'end',
    essential: true,
    descendingFirst: true,
    value: ({ figures }) => figures?.memory,
    cell: ({ key }) => <MemoryOfLimit container={key} />,
  },
  {
    id: 'network',
    header: columns.network,
    width: 150,
    align: 'end',
    descendingFirst: true,
    value: ({ figures }) => figures?.network,
    cell: ({ key }) => <Pair container={key} one="receiving" other="sending" />,
  },
  {
    id: 'block',
    header: columns.block,
    width: 150,
    align: 'end',
    descendingFirst: true,
    value: ({ figures }) => figures?.block,
    cell: ({ key }) => <Pair container={key} one="reading" other="writing" />,
  },
  {
    id: 'pids',
    header: columns.pids,
    width: 112,
    align: 'end',
    descendingFirst: true,
    value: ({ figures }) => figures?.pids,
    cell: ({ key }) => <Number container={key} figure="pids" />,
  },
  projectColumn,
  ageColumn,
];

function useUsage(container: ObjectKey): Usage | undefined {
  return useStore(useSession().stats.state, (usages) => usages.get(container));
}

function MemoryOfLimit({ container }: { container: ObjectKey }): ReactNode {
  const usage = useUsage(container);
  if (!usage) return null;
  const { point, last, memory } = usage;
  const used = figureText(point, 'memory');
  const text =
    last.memoryLimit === undefined ? used : words.stats.list.of({ used, limit: formatBytes(last.memoryLimit) });
  return (
    <span className={css['figure']}>
      <Sparkline values={memory} max={last.memoryLimit ?? 0} />
      <span className={css['number']}>{text}</span>
    </span>
  );
}

function Pair({ container, one, other }: { container: ObjectKey; one: Figure; other: Figure }): ReactNode {
  const usage = useUsage(container);
  if (!usage) return null;
  const { point } = usage;
  if (point[one] === undefined && point[other] === undefined) return <span className={css['number']}>–</span>;
  const [left, right] = [figureText(point, one), figureText(point, other)];
  return <span className={css['number']}>{words.stats.list.pair({ one: left, other: right })}</span>;
}

function Number({ container, figure }: { container: ObjectKey; figure: Figure }): ReactNode {
  const usage = useUsage(container);
  return usage ? <span className={css['number']}>{figureText(usage.point, figure)}</span> : null;
}
