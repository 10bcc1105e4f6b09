import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anchorAt, endAnchor, fractionOf, moveBy, type RowHeights, visibleFrom } from './anchor.ts';

const rows = (heights: readonly number[], first = 0): RowHeights => ({
  first,
  end: first + heights.length,
  height: (position) => heights[position - first] ?? 18,
});
const lines = (count: number): RowHeights => ({ first: 0, end: count, height: () => 18 });

/** px from the first row's upper edge. */
function top({ row, offset }: { row: number; offset: number }, { first, height }: RowHeights): number {
  let sum = offset;
  for (let at = first; at < row; at += 1) sum += height(at);
  return sum;
}

describe('an anchor', () => {
  it('moves through rows of any height by exactly the px asked for', () => {
    const heights = fc.array(fc.constantFrom(0, 18, 36, 90), { minLength: 1, maxLength: 60 });
    fc.assert(
      fc.property(heights, fc.integer({ min: 0, max: 2000 }), fc.integer({ min: -2000, max: 2000 }), (list, at, by) => {
        const all = rows([...list, 18], 7);
        const last = top({ row: all.end - 1, offset: 18 }, all);
        const from = moveBy({ row: 7, offset: 0 }, at, all);
        expect(top(from, all)).toBe(Math.min(at, last));
        expect(top(moveBy(from, by, all), all)).toBe(Math.max(0, Math.min(top(from, all) + by, last)));
      }),
    );
  });

  it('that stands in a dropped row goes to the first one there is', () => {
    expect(moveBy({ row: 3, offset: 10 }, 0, rows([18, 18, 18], 100))).toEqual({ row: 100, offset: 0 });
  });

  it('stays in its row when rows are dropped or added around it', () => {
    const anchor = { row: 105, offset: 7 };
    expect(moveBy(anchor, 0, rows(Array<number>(10).fill(18), 100))).toEqual(anchor);
    expect(moveBy(anchor, 0, rows(Array<number>(500).fill(18), 104))).toEqual(anchor);
  });

  it('of the end puts the last row at the lower edge', () => {
    expect(endAnchor(lines(100), 100)).toEqual({ row: 94, offset: 8 });
    expect(endAnchor(rows([18, 0, 0, 90, 0]), 100)).toEqual({ row: 0, offset: 8 });
    expect(endAnchor(lines(3), 100)).toEqual({ row: 0, offset: 0 });
    expect(endAnchor(lines(0), 100)).toEqual({ row: 0, offset: 0 });
  });

  it('shows the rows with a height until the viewport is full', () => {
    expect(visibleFrom({ row: 1, offset: 10 }, rows([18, 18, 0, 0, 40, 18, 18]), 60)).toEqual([1, 4, 5]);
    expect(visibleFrom({ row: 0, offset: 0 }, lines(2), 600)).toEqual([0, 1]);
  });

  it.each([100, 1000, 10_000_000])('of %i rows comes back from its place on a scrollbar', (count) => {
    const all = lines(count);
    const screen = 700 / 18;
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: Math.floor(count - screen) - 1 }),
        fc.integer({ min: 0, max: 17 }),
        (row, offset) => {
          const back = anchorAt(fractionOf({ row, offset }, all, screen), all, screen);
          expect(Math.abs(top(back, { ...all, first: back.row }) + (back.row - row) * 18 - offset)).toBeLessThan(0.1);
        },
      ),
    );
    expect(anchorAt(0, all, screen)).toEqual({ row: 0, offset: 0 });
    expect(fractionOf(endAnchor(all, 700), all, screen)).toBeCloseTo(1, 6);
  });
});
