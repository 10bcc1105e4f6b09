/* oxlint-disable react/refs -- the last order is a cache: a lost or repeated write costs time, never a wrong result */
import { useCallback, useMemo, useRef } from 'react';
import { useLatest } from '../use-latest.ts';
import { fittingColumns, template, visibleColumns } from './model/columns.ts';
import { type Lines, layOut } from './model/lines.ts';
import { type Compare, comparer, resort } from './model/sort.ts';
import type { Column, GridProps } from './model/types.ts';

export interface GridModel<T> {
  readonly lines: Lines<T>;
  /** Those that are shown and for which there is room. */
  readonly columns: readonly Column<T>[];
  readonly tracks: string;
  readonly width: number;
  /** Changes when the order itself changes, as opposed to the items in it. */
  readonly order: Compare<T> | undefined;
}

function useSorted<T>(items: readonly T[], order: Compare<T> | undefined): readonly T[] {
  const last = useRef<{ order: Compare<T>; result: readonly T[] } | undefined>(undefined);
  return useMemo(() => {
    if (!order) return items;
    const result = last.current?.order === order ? resort(last.current.result, items, order) : items.toSorted(order);
    last.current = { order, result };
    return result;
  }, [items, order]);
}

/** What the grid shows in `room` px, from what it was given: sorted, grouped, with the columns that are not hidden and fit. */
export function useModel<T>(props: GridProps<T>, room: number | undefined): GridModel<T> {
  const { items, columns, layout, grouping } = props;
  const latest = useLatest(props);
  const rowId = useCallback((item: T) => latest.current.rowId(item), [latest]);
  const rowName = useCallback((item: T) => latest.current.rowName(item), [latest]);
  const column = props.sort?.column;
  const descending = props.sort?.descending ?? false;
  const order = useMemo(
    () => comparer(columns, column === undefined ? undefined : { column, descending }, rowName, rowId),
    [columns, column, descending, rowName, rowId],
  );
  const sorted = useSorted(items, order);
  const lines = useMemo(() => layOut(sorted, rowId, grouping), [sorted, rowId, grouping]);
  const visible = useMemo(() => visibleColumns(columns, layout), [columns, layout]);
  // Known by their names: the rows must not be drawn again for each px of a window that is being resized.
  const fitting = fittingColumns(visible, layout, room)
    .map(({ id }) => id)
    .join('\n');
  const shown = useMemo(() => {
    const ids = new Set(fitting.split('\n'));
    return visible.filter(({ id }) => ids.has(id));
  }, [visible, fitting]);
  const { tracks, width } = useMemo(() => template(shown, layout), [shown, layout]);
  return { lines, columns: shown, tracks, width, order };
}
