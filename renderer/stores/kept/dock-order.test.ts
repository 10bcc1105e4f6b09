import { expect, it } from 'vitest';
import type { DockGroup, DockNode, DockTab } from '../../../app/dock.ts';
import { groupBeside, placeInRow, tabBeside, usedGroup, whereabouts } from './dock-order.ts';

const target = { kind: 'project', engine: 'e0123456789ab', project: 'shop' } as const;
const tab = (id: string): DockTab => ({ id, content: { kind: 'log', target, name: id } });
const group = (id: string, tabs: string, active?: string): DockGroup => ({
  kind: 'group',
  id,
  size: 1,
  tabs: [...tabs].map(tab),
  active,
});
const [one, two] = [group('one', 'abc', 'b'), group('two', 'd')];
const root: DockNode = { kind: 'split', id: 's', size: 1, direction: 'row', children: [one, two] };

it('the used group is the one of that id, or the first', () => {
  expect(usedGroup(root, 'two')).toBe(two);
  expect(usedGroup(root, 'gone')).toBe(one);
});

it('groups and tabs follow each other in a ring', () => {
  expect([groupBeside(root, one, 1), groupBeside(root, two, 1), groupBeside(root, one, -1)]).toEqual([two, one, two]);
  expect(groupBeside(one, one, 1)).toBeUndefined();
  expect([tabBeside(one, 1)?.id, tabBeside(one, -1)?.id, tabBeside(two, 1)]).toEqual(['c', 'a', undefined]);
  expect(tabBeside(group('x', 'abc', 'c'), 1)?.id).toBe('a');
});

it('a tab moves by one in its row, and not past its ends', () => {
  expect(placeInRow(one, 'a', 1)).toEqual({ before: 'c' });
  expect(placeInRow(one, 'b', 1)).toEqual({});
  expect(placeInRow(one, 'c', 1)).toBeUndefined();
  expect(placeInRow(one, 'c', -1)).toEqual({ before: 'b' });
  expect(placeInRow(one, 'a', -1)).toBeUndefined();
  expect(placeInRow(one, 'gone', 1)).toBeUndefined();
});

it('where a tab is, is counted from one', () => {
  expect(whereabouts(root, 'c')).toEqual({ pane: 1, panes: 2, place: 3, places: 3 });
  expect(whereabouts(root, 'd')).toEqual({ pane: 2, panes: 2, place: 1, places: 1 });
});
