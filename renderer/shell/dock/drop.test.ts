import { describe, expect, it } from 'vitest';
import { dropAt, type PaneBox } from './drop.ts';

const box = (left: number, top: number, width: number, height: number) => ({ left, top, width, height });
const panes: readonly PaneBox[] = [
  {
    group: 'one',
    box: box(0, 100, 400, 236),
    row: 36,
    tabs: [
      { id: 'a', box: box(10, 100, 100, 36) },
      { id: 'b', box: box(110, 100, 100, 36) },
    ],
  },
  { group: 'two', box: box(400, 100, 400, 236), row: 36, tabs: [] },
];

describe('a tab that is let go', () => {
  it.each([
    [40, { before: 'a' }, 9],
    [90, { before: 'b' }, 109],
    [120, { before: 'b' }, 109],
    [200, {}, 209],
    [399, {}, 209],
  ])('in a row of tabs at %i goes before the next one, or to the end', (x, more, left) => {
    expect(dropAt(x, 110, panes)).toEqual({
      drop: { kind: 'tabs', group: 'one', ...more },
      mark: box(left, 100, 2, 36),
    });
  });

  it('in an empty row is its first', () => {
    expect(dropAt(500, 110, panes)).toEqual({ drop: { kind: 'tabs', group: 'two' }, mark: box(400, 100, 2, 36) });
  });

  it.each([
    [30, 236, 'left', box(0, 100, 200, 236)],
    [380, 236, 'right', box(200, 100, 200, 236)],
    [200, 140, 'up', box(0, 100, 400, 118)],
    [200, 330, 'down', box(0, 218, 400, 118)],
  ] as const)('near an edge, at %i, %i, splits the pane there: %s', (x, y, side, mark) => {
    expect(dropAt(x, y, panes)).toEqual({ drop: { kind: 'side', group: 'one', side }, mark });
  });

  it('in the middle of a pane joins its tabs', () => {
    expect(dropAt(600, 236, panes)).toEqual({ drop: { kind: 'tabs', group: 'two' }, mark: box(400, 136, 400, 200) });
  });

  it('outside of all panes goes nowhere', () => {
    expect([dropAt(900, 200, panes), dropAt(100, 99, panes), dropAt(100, 336, panes)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
