import type { Column, Sort, SortValue } from './types.ts';

/** Natural order: `web2` before `web10`, case ignored. One instance, for making one costs more than a whole sort. */
const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' });

/** Compares two names the way people count: `web2` before `web10`. */
export function compareText(a: string, b: string): number {
  return a === b ? 0 : collator.compare(a, b);
}

function isMissing(value: SortValue): boolean {
  return value === undefined || (typeof value === 'number' && Number.isNaN(value));
}

/** Orders two values; missing ones come last whichever the direction. Values of different types compare as text. */
export function compareValues(a: SortValue, b: SortValue, descending: boolean): number {
  if (a === b) return 0;
  if (isMissing(a) || isMissing(b)) return Number(isMissing(a)) - Number(isMissing(b));
  const order =
    typeof a === 'string' || typeof b === 'string' ? compareText(String(a), String(b)) : Number(a) - Number(b);
  return descending ? -order : order;
}

/** The sort after a click on a column's header: its own first direction, then the other one. */
export function nextSort(sort: Sort | undefined, column: { id: string; descendingFirst?: boolean }): Sort {
  if (sort?.column === column.id) return { column: column.id, descending: !sort.descending };
  return { column: column.id, descending: column.descendingFirst ?? false };
}

export type Compare<T> = (a: T, b: T) => number;

/**
 * The order for a sort, or undefined when nothing is sorted. Ties go by name and then by id, so that the order is
 * total: two equal rows never swap because the list came in another order.
 */
export function comparer<T>(
  columns: readonly Column<T>[],
  sort: Sort | undefined,
  rowName: (item: T) => string,
  rowId: (item: T) => string,
): Compare<T> | undefined {
  const column = columns.find((c) => c.id === sort?.column);
  if (!sort || !column?.value) return undefined;
  const value = (item: T) => column.value?.(item);
  return (a, b) => {
    const order = compareValues(value(a), value(b), sort.descending) || compareText(rowName(a), rowName(b));
    if (order !== 0) return order;
    const [idA, idB] = [rowId(a), rowId(b)];
    return idA < idB ? -1 : Number(idA > idB);
  };
}

function insertionPoint<T>(sorted: readonly T[], item: T, compare: Compare<T>): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = sorted[middle];
    if (there !== undefined && compare(there, item) <= 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Sorts `items`, reusing the last result of the same order: items that kept their identity keep their places and only
 * the others are compared, so one changed row of 10,000 costs a dozen comparisons instead of 130,000.
 */
export function resort<T>(previous: readonly T[], items: readonly T[], compare: Compare<T>): readonly T[] {
  const known = new Set(previous);
  const fresh = items.filter((item) => !known.has(item));
  if (fresh.length === 0 && items.length === previous.length) return previous;
  if (fresh.length > items.length / 8) return items.toSorted(compare);
  const now = new Set(items);
  const kept = previous.filter((item) => now.has(item));
  const places = fresh.toSorted(compare).map((item) => ({ item, at: insertionPoint(kept, item, compare) }));
  const result: T[] = [];
  let taken = 0;
  for (const { item, at } of places) {
    while (taken < at) {
      const next = kept[taken++];
      if (next !== undefined) result.push(next);
    }
    result.push(item);
  }
  for (const item of kept.slice(taken)) result.push(item);
  return result;
}
