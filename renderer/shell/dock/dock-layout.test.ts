import { expect, it } from 'vitest';
import type { DockGroup, DockSplit } from '../../../app/dock.ts';
import { layOut } from './dock-layout.ts';

const group = (id: string, size: number): DockGroup => ({ kind: 'group', id, size, tabs: [] });
const split = (id: string, direction: DockSplit['direction'], ...children: DockSplit['children']): DockSplit => ({
  kind: 'split',
  id,
  size: 2,
  direction,
  children,
});

it('one group fills the dock, and nothing divides it', () => {
  const area = { left: 0, top: 0, width: 1, height: 1 };
  expect(layOut(group('a', 3))).toEqual({ panes: [{ group: group('a', 3), area }], dividers: [] });
});

it('groups share the dock by their sizes, with a line between each two', () => {
  const { panes, dividers } = layOut(
    split('s', 'row', group('a', 1), split('t', 'column', group('b', 3), group('c', 1)), group('d', 1)),
  );
  expect(panes.map((pane) => [pane.group.id, pane.area])).toEqual([
    ['a', { left: 0, top: 0, width: 0.25, height: 1 }],
    ['b', { left: 0.25, top: 0, width: 0.5, height: 0.75 }],
    ['c', { left: 0.25, top: 0.75, width: 0.5, height: 0.25 }],
    ['d', { left: 0.75, top: 0, width: 0.25, height: 1 }],
  ]);
  expect(dividers).toEqual([
    { direction: 'row', node: 'a', size: 1, both: 3, area: { left: 0, top: 0, width: 0.75, height: 1 } },
    { direction: 'row', node: 't', size: 2, both: 3, area: { left: 0.25, top: 0, width: 0.75, height: 1 } },
    { direction: 'column', node: 'b', size: 3, both: 4, area: { left: 0.25, top: 0, width: 0.5, height: 1 } },
  ]);
});
