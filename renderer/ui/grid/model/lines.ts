import { groupKey } from './selection.ts';
import { compareText } from './sort.ts';
import type { Grouping } from './types.ts';

/** One row as drawn: an item, or the header of a group. */
export type Line<T> =
  | { readonly kind: 'item'; readonly key: string; readonly item: T; readonly group: string | undefined }
  | { readonly kind: 'group'; readonly key: string; readonly id: string; readonly items: readonly T[] };

export interface Lines<T> {
  readonly list: readonly Line<T>[];
  readonly keys: readonly string[];
  /** Where a line key is in `list`. */
  readonly index: ReadonlyMap<string, number>;
}

function bucket<T>(items: readonly T[], grouping: Grouping<T>): { groups: [string, T[]][]; loose: T[] } {
  const groups = new Map<string, T[]>();
  const loose: T[] = [];
  for (const item of items) {
    const id = grouping.groupOf(item);
    if (id === undefined) loose.push(item);
    else {
      const members = groups.get(id);
      if (members) members.push(item);
      else groups.set(id, [item]);
    }
  }
  return { groups: [...groups].toSorted(([a], [b]) => compareText(a, b)), loose };
}

/** Lays sorted items out as lines: groups by their id, the items of folded groups left out, loose items last. */
export function layOut<T>(
  items: readonly T[],
  rowId: (item: T) => string,
  grouping: Grouping<T> | undefined,
): Lines<T> {
  const list: Line<T>[] = [];
  const add = (item: T, group: string | undefined) => list.push({ kind: 'item', key: rowId(item), item, group });
  const { groups, loose } = grouping ? bucket(items, grouping) : { groups: [], loose: items };
  for (const [id, members] of groups) {
    list.push({ kind: 'group', key: groupKey(id), id, items: members });
    if (!grouping?.collapsed.has(id)) for (const item of members) add(item, id);
  }
  for (const item of loose) add(item, undefined);
  const keys = list.map((line) => line.key);
  return { list, keys, index: new Map(keys.map((key, at) => [key, at])) };
}

/**
 * By how many lines the view must move so that what a person looks at stays put. `seen` are the keys that were visible
 * with the first one at `first`. The topmost row that moved together with others (a quarter of those left) or not at
 * all decides: a row that sorted itself away takes nobody along, and after a shuffle nothing is followed.
 */
export function anchorShift(
  seen: readonly string[],
  first: number,
  indexOf: (key: string) => number | undefined,
): number {
  const shifts: number[] = [];
  for (const [offset, key] of seen.entries()) {
    const now = indexOf(key);
    if (now !== undefined) shifts.push(now - (first + offset));
  }
  const votes = new Map<number, number>();
  for (const shift of shifts) votes.set(shift, (votes.get(shift) ?? 0) + 1);
  return shifts.find((shift) => shift === 0 || (votes.get(shift) ?? 0) * 4 >= shifts.length) ?? 0;
}
