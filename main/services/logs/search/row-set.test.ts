import fc from 'fast-check';
import { expect, test } from 'vitest';
import { eachBit, RowSet } from './row-set.ts';

// Rows near the ends of words and chunks, and beyond what fits into 32 bits.
const Row = fc.oneof(
  fc.nat(300_000),
  fc.constantFrom(0, 31, 32, 65_535, 65_536, 131_071, 131_072),
  fc.nat(100).map((row) => 5_000_000_000 + row),
);

test('a set of rows answers as a sorted list would', () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(Row, fc.nat(40))), fc.array(Row), Row, (ranges, queries, gone) => {
      const set = new RowSet(0);
      const model = new Set<number>();
      for (const [from, length] of ranges) {
        set.add(from, from + length);
        for (let row = from; row < from + length; row++) model.add(row);
      }
      compare(set, model, queries);
      set.removeBefore(gone);
      set.add(Math.max(0, gone - 3), gone + 1);
      for (const row of model) if (row < gone) model.delete(row);
      model.add(gone);
      compare(set, model, [...queries, gone, gone - 1]);
    }),
    { numRuns: 200 },
  );
});

function compare(set: RowSet, model: ReadonlySet<number>, queries: readonly number[]): void {
  const rows = [...model].sort((a, b) => a - b);
  expect(set.count).toBe(rows.length);
  for (const query of queries) {
    expect(set.has(query)).toBe(model.has(query));
    expect(set.rank(query)).toBe(rows.filter((row) => row < query).length);
    expect(set.atOrAfter(query)).toBe(rows.find((row) => row >= query));
    expect(set.before(query)).toBe(rows.findLast((row) => row < query));
  }
  for (const [position, row] of rows.entries()) expect(set.select(position)).toBe(row);
  expect(set.select(rows.length)).toBeUndefined();
  expect(set.select(-1)).toBeUndefined();
}

test('bits are told one by one', () => {
  const bits: number[] = [];
  eachBit(Uint32Array.of(0x8000_0001, 0, 2), (bit) => bits.push(bit));
  expect(bits).toEqual([0, 31, 65]);
});
