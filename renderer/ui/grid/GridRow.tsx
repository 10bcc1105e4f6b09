import { memo, type ReactNode } from 'react';
import { classes } from '../classes.ts';
import { Spinner } from '../marks/Spinner.tsx';
import css from './Grid.module.css';
import { useRowHeight } from './model/row-height.ts';
import type { RowAction } from './model/types.ts';
import { RowActions } from './RowActions.tsx';

/**
 * The parts of a column and of the grid's props that a row needs, without the item's type: `memo` cannot keep a type
 * parameter. Methods, so that those of any item type fit; the grid hands a row only items of its own.
 */
interface DrawnColumn {
  readonly id: string;
  readonly align?: 'start' | 'end';
  readonly tellsPending?: boolean;
  cell(item: unknown): ReactNode;
}
interface RowSource {
  rowName(item: unknown): string;
  rowActions?(item: unknown): readonly RowAction[];
}

interface GridRowProps {
  readonly item: unknown;
  readonly rowKey: string;
  /** Place among all lines. */
  readonly index: number;
  readonly columns: readonly DrawnColumn[];
  /** The caller's latest props, read while drawing; constant, so that new functions do not draw rows again. */
  readonly latest: { readonly current: RowSource };
  readonly active: boolean;
  readonly picked: boolean;
  readonly open: boolean;
  readonly pending: boolean;
  readonly stale: boolean;
  readonly indented: boolean;
}

/** One item's row. Drawn again only when something it shows changed: 10,000 rows live from that. */
export const GridRow = memo(function GridRow(props: GridRowProps) {
  const { item, rowKey, index, columns, latest, active, picked, open, pending, stale, indented } = props;
  const source = latest.current;
  const rowHeight = useRowHeight();
  const told = columns.some(({ tellsPending }) => tellsPending);
  return (
    <div
      role="row"
      data-key={rowKey}
      aria-rowindex={index + 2}
      aria-label={source.rowName(item)}
      aria-selected={picked}
      aria-current={open ? 'true' : undefined}
      aria-busy={pending || undefined}
      data-stale={stale || undefined}
      tabIndex={active ? 0 : -1}
      className={classes(css['row'], indented && css['indented'])}
      style={{ transform: `translateY(${index * rowHeight}px)` }}
    >
      <span className={css['mark']} data-pick="" aria-hidden="true">
        {pending && !told ? <Spinner /> : <span className={css['box']} />}
      </span>
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className={classes(css['cell'], column.align === 'end' && css['end'])}>
          {column.cell(item)}
        </div>
      ))}
      {source.rowActions && <RowActions actions={source.rowActions(item)} />}
    </div>
  );
});
