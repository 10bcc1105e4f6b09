import { describe, expect, it } from 'vitest';
import { comparer, compareValues, nextSort, resort } from './sort.ts';
import type { Column } from './types.ts';

interface Item {
  id: string;
  name: string;
  cpu?: number;
}
const columns: Column<Item>[] = [
  { id: 'name', header: 'Name', width: 100, value: (i) => i.name, cell: (i) => i.name },
  { id: 'cpu', header: 'CPU', width: 100, value: (i) => i.cpu, cell: (i) => i.cpu },
  { id: 'verbs', header: '', width: 100, cell: () => '' },
];
const order = (column: string, descending = false) =>
  comparer(
    columns,
    { column, descending },
    (i) => i.name,
    (i) => i.id,
  );

describe('comparing values', () => {
  it('counts like people do and ignores case', () => {
    expect(['web10', 'Web2', 'web1'].toSorted((a, b) => compareValues(a, b, false))).toEqual(['web1', 'Web2', 'web10']);
  });
  it('puts missing values and NaN last in both directions', () => {
    for (const descending of [false, true]) {
      const sorted = [undefined, 2, Number.NaN, 1].toSorted((a, b) => compareValues(a, b, descending));
      expect(sorted.slice(0, 2)).toEqual(descending ? [2, 1] : [1, 2]);
    }
  });
  it('sorts false before true', () => {
    expect(compareValues(false, true, false)).toBeLessThan(0);
  });
});

describe('the order', () => {
  it('breaks ties by name and then by id, whatever order the list came in', () => {
    const items = ['3', '1', '2'].map((id) => ({ id, name: id === '3' ? 'a' : 'b', cpu: 1 }));
    const compare = order('cpu')!;
    expect(items.toSorted(compare).map((i) => i.id)).toEqual(['3', '1', '2']);
    expect(
      items
        .toReversed()
        .toSorted(compare)
        .map((i) => i.id),
    ).toEqual(['3', '1', '2']);
  });
  it('is none for a column that is gone or has no value', () => {
    expect(order('nothing')).toBeUndefined();
    expect(order('verbs')).toBeUndefined();
  });
  it('turns around on the second click and starts downwards where a column says so', () => {
    expect(nextSort(undefined, { id: 'cpu', descendingFirst: true })).toEqual({ column: 'cpu', descending: true });
    expect(nextSort({ column: 'cpu', descending: true }, { id: 'cpu' })).toEqual({ column: 'cpu', descending: false });
    expect(nextSort({ column: 'cpu', descending: true }, { id: 'name' })).toEqual({
      column: 'name',
      descending: false,
    });
  });
});

describe('sorting again', () => {
  const many = Array.from({ length: 1_000 }, (_, i) => ({ id: `${i}`, name: `n${i}`, cpu: (i * 7_919) % 1_009 }));

  it('gives what a full sort gives after changes, additions and removals', () => {
    const compare = order('cpu')!;
    let items = many;
    let sorted: readonly Item[] = resort([], items, compare);
    for (let round = 0; round < 50; round++) {
      items = items
        .filter((_, i) => i !== round * 3)
        .map((item, i) => (i % 97 === round ? { ...item, cpu: (item.cpu * 31 + round) % 1_009 } : item));
      items = [{ id: `new${round}`, name: `new${round}`, cpu: round * 20 }, ...items];
      sorted = resort(sorted, items, compare);
      expect(sorted).toEqual(items.toSorted(compare));
    }
  });
  it('compares only what changed', () => {
    let compared = 0;
    const compare = (a: Item, b: Item) => {
      compared++;
      return order('cpu')!(a, b);
    };
    const sorted = resort([], many, compare);
    compared = 0;
    resort(
      sorted,
      many.map((item, i) => (i === 500 ? { ...item, cpu: 3 } : item)),
      compare,
    );
    expect(compared).toBeLessThan(15);
  });
  it('keeps the array when nothing changed', () => {
    const compare = order('cpu')!;
    const sorted = resort([], many, compare);
    expect(resort(sorted, [...many], compare)).toBe(sorted);
  });
});
