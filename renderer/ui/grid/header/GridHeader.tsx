import { ArrowDown, ArrowUp } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type RefObject, useRef, useState } from 'react';
import { classes } from '../../classes.ts';
import { widthOf, withWidth } from '../model/columns.ts';
import { nextSort } from '../model/sort.ts';
import type { Column, GridProps } from '../model/types.ts';
import css from './GridHeader.module.css';
import { ResizeHandle } from './ResizeHandle.tsx';

/** px by which Shift with an arrow changes a column. */
const keyStep = 8;

interface GridHeaderProps<T> {
  readonly props: GridProps<T>;
  readonly columns: readonly Column<T>[];
  readonly root: RefObject<HTMLElement | null>;
  /** Without rows it is what Tab reaches; with them arrow up leads here from the first. */
  readonly alone: boolean;
  /** Arrow down: into the rows. */
  onLeave: () => void;
}

function canSort<T>(column: Column<T>, props: GridProps<T>): boolean {
  return column.value !== undefined && column.sortable !== false && props.onSort !== undefined;
}

function sortState<T>(column: Column<T>, { sort }: GridProps<T>): 'ascending' | 'descending' | 'none' {
  if (sort?.column !== column.id) return 'none';
  return sort.descending ? 'descending' : 'ascending';
}

/**
 * The header row: click or Enter sorts, arrows move between columns and on to the button of their menu, Shift with an
 * arrow resizes.
 */
export function GridHeader<T>({ props, columns, root, alone, onLeave }: GridHeaderProps<T>): ReactNode {
  const row = useRef<HTMLDivElement>(null);
  const [focused, setFocused] = useState(0);
  const tabStop = Math.min(focused, columns.length - 1);
  const sortBy = (column: Column<T>) => {
    if (canSort(column, props)) props.onSort?.(nextSort(props.sort, column));
  };
  const focus = (index: number) => {
    const cells = row.current?.querySelectorAll<HTMLElement>('[role=columnheader]');
    const menu = root.current?.parentElement?.querySelector<HTMLElement>('[data-columns]');
    if (index >= columns.length) menu?.focus();
    else cells?.[Math.max(index, 0)]?.focus();
  };
  const onKey = (event: KeyboardEvent, column: Column<T>, index: number) => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' || event.key === ' ') sortBy(column);
    else if (event.key === 'ArrowDown') onLeave();
    else if (step === 0) return;
    else if (!event.shiftKey) focus(index + step);
    else props.onLayout?.(withWidth(props.layout, column, widthOf(column, props.layout) + step * keyStep));
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div role="row" aria-rowindex={1} className={css['header']} ref={row}>
      {columns.map((column, index) => {
        const direction = sortState(column, props);
        const sortable = canSort(column, props);
        return (
          <div
            key={column.id}
            role="columnheader"
            aria-sort={sortable ? direction : undefined}
            data-turn={index === tabStop ? '' : undefined}
            tabIndex={alone && index === tabStop ? 0 : -1}
            className={classes(css['head'], column.align === 'end' && css['end'], sortable && css['sortable'])}
            onClick={() => sortBy(column)}
            onFocus={() => setFocused(index)}
            onKeyDown={(event) => onKey(event, column, index)}
          >
            <span className={css['headtext']}>{column.header}</span>
            {direction !== 'none' && <SortMark descending={direction === 'descending'} />}
            {props.onLayout && <ResizeHandle props={props} column={column} columns={columns} root={root} />}
          </div>
        );
      })}
    </div>
  );
}

function SortMark({ descending }: { descending: boolean }): ReactNode {
  const Arrow = descending ? ArrowDown : ArrowUp;
  return <Arrow size={12} aria-hidden="true" className={css['sortmark']} />;
}
