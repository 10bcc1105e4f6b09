import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type DockGroup, DockNode, type DockSplit, type DockTab, dockLevels } from '../../../app/dock.ts';
import {
  activateTab,
  boundedDock,
  changeTab,
  closeTabs,
  type DockSide,
  groupsOf,
  moveTab,
  openTab,
  resizeNode,
  soundDock,
  splitTab,
  tabsOf,
} from './dock-tree.ts';

const target = { kind: 'project', engine: 'e0123456789ab', project: 'shop' } as const;
const tab = (id: string): DockTab => ({ id, content: { kind: 'log', target, name: id } });
const group = (id: string, tabs: string, more: Partial<DockGroup> = {}): DockGroup => ({
  kind: 'group',
  id,
  size: 1,
  tabs: [...tabs].map(tab),
  ...more,
});
const split = (direction: DockSplit['direction'], children: readonly DockNode[], size = 1): DockSplit => ({
  kind: 'split',
  id: `s-${children.map(({ id }) => id).join('')}`,
  size,
  direction,
  children,
});
const close = (root: DockNode, ...ids: string[]) => closeTabs(root, new Set(ids));

/** In one line: `[a*b | c]` are beside each other, `[a / b]` below each other, `*` follows what is in front. */
function draw(node: DockNode): string {
  if (node.kind === 'group') return node.tabs.map(({ id }) => (id === node.active ? `${id}*` : id)).join('');
  return `[${node.children.map(draw).join(node.direction === 'row' ? ' | ' : ' / ')}]`;
}

const row = split('row', [group('x', 'ab', { active: 'a' }), group('y', 'c', { active: 'c' })]);

describe('tabs', () => {
  it('open at the end of their group, in front; without it in the first', () => {
    expect(draw(openTab(row, 'y', tab('d')))).toBe('[a*b | cd*]');
    expect(draw(openTab(row, 'gone', tab('d')))).toBe('[abd* | c*]');
    expect(draw(openTab(group('x', ''), 'x', tab('a')))).toBe('a*');
  });

  it('come to the front of their own group', () => {
    expect(draw(activateTab(row, 'b'))).toBe('[ab* | c*]');
    expect(draw(activateTab(row, 'gone'))).toBe('[a*b | c*]');
  });

  it('show something else in their place', () => {
    const changed = changeTab(row, 'b', { kind: 'log', target, name: 'new' });
    expect(tabsOf(changed).map(({ content }) => content.name)).toEqual(['a', 'new', 'c']);
  });

  it('close, and the next comes to the front, or the one before, or the one that was', () => {
    const three = group('x', 'abc', { active: 'b' });
    expect(draw(close(three, 'b'))).toBe('ac*');
    expect(draw(close(three, 'b', 'c'))).toBe('a*');
    expect(draw(close(three, 'a'))).toBe('b*c');
    expect(draw(close(group('x', 'ab'), 'a'))).toBe('b*');
  });

  it('move within a group, and to another, where they are in front', () => {
    expect(draw(moveTab(row, 'b', { group: 'x', before: 'a' }))).toBe('[b*a | c*]');
    expect(draw(moveTab(row, 'a', { group: 'y' }))).toBe('[b* | ca*]');
    expect(draw(moveTab(row, 'a', { group: 'y', before: 'c' }))).toBe('[b* | a*c]');
    expect(draw(moveTab(row, 'c', { group: 'x' }))).toBe('abc*');
    expect(moveTab(row, 'a', { group: 'gone' })).toBe(row);
    expect(moveTab(row, 'gone', { group: 'x' })).toBe(row);
    expect(moveTab(row, 'a', { group: 'y', before: 'a' })).toBe(row);
  });

  it('are at most a hundred, of which the oldest give way', () => {
    const many: DockGroup = { ...group('x', ''), tabs: Array.from({ length: 103 }, (_, n) => tab(`t${n}`)) };
    const ids = tabsOf(boundedDock(many, 't1')).map(({ id }) => id);
    expect(ids).toHaveLength(100);
    expect(ids.slice(0, 2)).toEqual(['t1', 't4']);
  });
});

describe('a split', () => {
  const at = (beside: string, side: DockSide) => ({ beside, side, ids: ['new', 'around'] as const });

  it.each<[DockSide, string]>([
    ['right', '[a* | b*]'],
    ['left', '[b* | a*]'],
    ['down', '[a* / b*]'],
    ['up', '[b* / a*]'],
  ])('puts a tab %s of its group', (side, drawn) => {
    expect(draw(splitTab(group('x', 'ab', { active: 'b' }), 'b', at('x', side)))).toBe(drawn);
  });

  it('divides the place of the group beside, however that lies', () => {
    expect(draw(splitTab(row, 'b', at('y', 'down')))).toBe('[a* | [c* / b*]]');
    const beside = splitTab(split('row', [group('x', 'ab', { size: 3 }), group('y', 'c')]), 'b', at('x', 'right'));
    expect(draw(beside)).toBe('[a | b* | c]');
    expect(groupsOf(beside).map(({ size }) => size)).toEqual([1.5, 1.5, 1]);
  });

  it('of the only tab, beside nothing, or too deep is none', () => {
    expect(splitTab(group('x', 'a'), 'a', at('x', 'right'))).toMatchObject({ kind: 'group' });
    expect(splitTab(row, 'a', at('gone', 'right'))).toBe(row);
    let deep: DockNode = group('g0', 'abcdefghij');
    for (const [n, id] of [...'abcdefghi'].entries()) {
      const side = n % 2 === 0 ? 'right' : 'down';
      deep = splitTab(deep, id, { beside: 'g0', side, ids: [`g${n + 1}`, `s${n}`] });
    }
    expect(draw(deep).replaceAll(/[^[]/g, '')).toHaveLength(dockLevels - 1);
    expect(DockNode.safeParse(deep).success).toBe(true);
  });

  it('goes with its last tab but one group’s, and its place falls to what is left', () => {
    const deep = split('row', [group('x', 'a'), split('column', [group('y', 'b'), group('z', 'c')], 2)]);
    expect(draw(close(deep, 'b'))).toBe('[a | c]');
    expect(groupsOf(close(deep, 'b')).map(({ size }) => size)).toEqual([1, 2]);
    expect(draw(close(deep, 'a'))).toBe('[b / c]');
    expect(draw(close(deep, 'a', 'b', 'c'))).toBe('');
    // What is left is divided the same way as what it was in.
    const nested = split('row', [
      group('x', 'a'),
      split('column', [split('row', [group('y', 'b'), group('z', 'c')]), group('w', 'd')]),
    ]);
    expect(draw(close(nested, 'd'))).toBe('[a | b | c]');
  });

  it('gives a size to one node and the rest to the next, and nothing beyond', () => {
    const three = split('row', [group('x', 'a'), group('y', 'b'), group('z', 'c')]);
    const sizes = (id: string, size: number) => groupsOf(resizeNode(three, id, size)).map((one) => one.size);
    expect(sizes('x', 1.5)).toEqual([1.5, 0.5, 1]);
    expect(sizes('y', 0.25)).toEqual([1, 0.25, 1.75]);
    for (const [id, size] of [
      ['x', 2],
      ['x', 0],
      ['z', 0.5],
      ['gone', 0.5],
    ] as const) {
      expect(sizes(id, size)).toEqual([1, 1, 1]);
    }
  });
});

describe('a dock out of a file', () => {
  it('loses what is empty, what is there twice, and what divides nothing', () => {
    const odd = split('row', [group('x', 'aab'), split('column', [group('y', '')]), group('x', 'c'), split('row', [])]);
    expect(draw(soundDock(odd))).toBe('ab');
    expect(draw(soundDock(split('row', [])))).toBe('');
    expect(draw(soundDock(split('row', [split('row', [group('x', 'a'), group('y', 'b')])])))).toBe('[a | b]');
  });
});

it('whatever is done, every tab is in one group, and the settings take it', () => {
  const letters = [...'abcdef'];
  const step = fc.record({
    verb: fc.constantFrom('open', 'close', 'move', 'split', 'resize'),
    id: fc.constantFrom(...letters),
    at: fc.nat(5),
    side: fc.constantFrom<DockSide>('left', 'right', 'up', 'down'),
    size: fc.double({ min: 0, max: 2, noNaN: true }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let root: DockNode = group('main', '');
      const open = new Set<string>();
      for (const [n, { verb, id, at, side, size }] of steps.entries()) {
        const groups = groupsOf(root);
        const to = groups[at % groups.length]?.id ?? '';
        if (verb === 'open' && !open.has(id)) root = openTab(root, to, tab(id));
        if (verb === 'open') open.add(id);
        if (verb === 'close') root = close(root, id);
        if (verb === 'close') open.delete(id);
        if (verb === 'move') root = moveTab(root, id, { group: to });
        if (verb === 'split') root = splitTab(root, id, { beside: to, side, ids: [`g${n}`, `s${n}`] });
        if (verb === 'resize') root = resizeNode(root, to, size);
        expect(
          tabsOf(root)
            .map((one) => one.id)
            .toSorted(),
        ).toEqual([...open].toSorted());
        expect(DockNode.parse(root)).toEqual(root);
        expect(groupsOf(root).filter(({ tabs }) => tabs.length === 0)).toHaveLength(open.size > 0 ? 0 : 1);
        expect(soundDock(root)).toEqual(root);
      }
    }),
  );
});
