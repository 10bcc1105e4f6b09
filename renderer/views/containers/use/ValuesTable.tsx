import { ChevronRight } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import type { UsePoint } from '../../../../app/derive/use-points.ts';
import { printable } from '../../../ui/printable.ts';
import { words } from '../../../words/words.ts';
import { type Figure, figureText } from './charts.ts';
import { formatClock } from './clock.ts';
import css from './UseTab.module.css';

const own = words.stats;

/** Rows of the table: more nobody reads, and what is between them the charts show. */
const mostRows = 60;

const figures = Object.keys(own.columns).filter((column): column is Figure => column !== 'time');

/** The same values as the charts', in figures, evenly over the time that is shown; the newest first. */
export function ValuesTable({ name, points }: { name: string; points: readonly UsePoint[] }): ReactNode {
  const [open, setOpen] = useState(false);
  return (
    <details className={css['values']} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>
        <ChevronRight size={12} aria-hidden="true" className={css['caret']} />
        {own.table}
      </summary>
      {open && <Table name={name} points={points} />}
    </details>
  );
}

function Table({ name, points }: { name: string; points: readonly UsePoint[] }): ReactNode {
  const rows = useMemo(() => evenly(points), [points]);
  const label = own.tableOf({ name: printable(name, 80) });
  return (
    <div className={css['scroller']} role="region" aria-label={label} tabIndex={0}>
      <table aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{own.columns.time}</th>
            {figures.map((figure) => (
              <th key={figure} scope="col">
                {own.columns[figure]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((point) => (
            <tr key={point.time}>
              <th scope="row">{formatClock(point.time)}</th>
              {figures.map((figure) => (
                <td key={figure}>{figureText(point, figure)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** At most so many of the points that tell something, the newest first and always among them. */
function evenly(points: readonly UsePoint[]): readonly UsePoint[] {
  const told = points.filter((point) => Object.keys(point).length > 1).toReversed();
  const step = Math.ceil(told.length / mostRows);
  return told.filter((_, at) => at % step === 0);
}
