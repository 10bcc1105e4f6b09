import { describe, expect, it } from 'vitest';
import { anchorShift, layOut } from './lines.ts';
import { groupKey } from './selection.ts';
import type { Grouping } from './types.ts';

interface Item {
  id: string;
  project?: string;
}
const rowId = (item: Item) => item.id;
const grouping = (collapsed: string[] = []): Grouping<Item> => ({
  groupOf: (item) => item.project,
  header: (id) => ({ title: id }),
  collapsed: new Set(collapsed),
  onCollapse: () => {},
});

describe('laying out lines', () => {
  const items: Item[] = [
    { id: 'a', project: 'shop' },
    { id: 'b' },
    { id: 'c', project: 'blog' },
    { id: 'd', project: 'shop' },
  ];

  it('keeps the order of items without groups', () => {
    expect(layOut(items, rowId, undefined).keys).toEqual(['a', 'b', 'c', 'd']);
  });
  it('puts groups by name first and loose items last', () => {
    expect(layOut(items, rowId, grouping()).keys).toEqual([groupKey('blog'), 'c', groupKey('shop'), 'a', 'd', 'b']);
  });
  it('leaves out the items of a folded group but counts them in its header', () => {
    const { list, keys, index } = layOut(items, rowId, grouping(['shop']));
    expect(keys).toEqual([groupKey('blog'), 'c', groupKey('shop'), 'b']);
    expect(list[2]).toMatchObject({ kind: 'group', id: 'shop', items: [items[0], items[3]] });
    expect(index.get('b')).toBe(3);
    expect(index.has('a')).toBe(false);
  });
});

describe('the anchor', () => {
  const shift = (seen: string, first: number, after: string) =>
    anchorShift([...seen], first, (key) => (after.includes(key) ? after.indexOf(key) : undefined));

  it('follows what is seen when rows are inserted or removed above', () => {
    expect(shift('defg', 3, 'XYabcdefg')).toBe(2);
    expect(shift('defg', 3, 'bcdefg')).toBe(-1);
  });
  it('stays when a row in view is removed or inserted', () => {
    expect(shift('defg', 3, 'abcdfg')).toBe(0);
    expect(shift('defg', 3, 'abcdXefg')).toBe(0);
  });
  it('does not follow the one row that sorted itself away', () => {
    expect(shift('defgh', 3, 'abcefghijkd')).toBe(-1);
    expect(shift('defgh', 3, 'gabcdefh')).toBe(1);
  });
  it('stays after a shuffle and when nothing seen is left', () => {
    expect(shift('abcdefgh', 0, 'hgfedcba')).toBe(0);
    expect(shift('abc', 5, 'xyz')).toBe(0);
  });
});
