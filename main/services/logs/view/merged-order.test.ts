import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MergedOrder } from './merged-order.ts';
import { wholeLog } from './order.ts';

const never = new AbortController().signal;

/** A sequence over a growing array of times in nanoseconds. */
function log(times: readonly number[]) {
  const state = { end: 0 };
  const rows = wholeLog({
    first: 0,
    get end() {
      return state.end;
    },
    stamps: (from, to) =>
      Promise.resolve({
        rows: Float64Array.from({ length: to - from }, (_, n) => from + n),
        seconds: Uint32Array.from(times.slice(from, to), (time) => Math.floor(time / 1e9)),
        nanos: Uint32Array.from(times.slice(from, to), (time) => time % 1e9),
      }),
    onChange: () => () => {},
  });
  return { rows, grow: (end: number) => (state.end = Math.min(end, times.length)) };
}

const times = fc
  .array(fc.integer({ min: 0, max: 5e9 }), { maxLength: 3000 })
  .map((list) => list.toSorted((a, b) => a - b));

describe('a merged order', () => {
  test('is sorted by time, holds every row once, and finds each place again', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(times, { minLength: 1, maxLength: 4 }), async (lists) => {
        const logs = lists.map(log);
        const order = new MergedOrder(logs.map(({ rows }) => rows));
        for (const [n, one] of logs.entries()) one.grow(lists[n]?.length ?? 0);
        await order.grow(never);
        const total = lists.reduce((sum, { length }) => sum + length, 0);
        expect(order.end).toBe(total);
        const places = order.places(0, total);
        const seen = places.map(({ source, row }) => lists[source]?.[row] ?? Number.NaN);
        expect(seen).toEqual(seen.toSorted((a, b) => a - b));
        expect(new Set(places.map(({ source, row }) => `${source}/${row}`)).size).toBe(total);
        for (const at of [0, 1, 1023, 1024, 1025, total - 1].filter((at) => at >= 0 && at < total)) {
          const [place] = order.places(at, at + 1);
          expect(place).toEqual(places[at]);
          expect(place && order.positionOf(place)).toBe(at);
          const rows = order.rowsAt(at);
          expect(rows).toEqual(lists.map((_, n) => places.slice(0, at).filter(({ source }) => source === n).length));
        }
      }),
      { numRuns: 30 },
    );
  });

  test('goes on where it was when its sources grow', async () => {
    await fc.assert(
      fc.asyncProperty(times, times, fc.nat(), async (a, b, cut) => {
        const logs = [log(a), log(b)];
        const order = new MergedOrder(logs.map(({ rows }) => rows));
        for (const [n, one] of logs.entries()) one.grow(cut % ((n === 0 ? a : b).length + 1));
        await order.grow(never);
        const before = order.places(0, order.end);
        for (const one of logs) one.grow(Number.POSITIVE_INFINITY);
        await order.grow(never);
        expect(order.places(0, before.length)).toEqual(before);
        expect(order.end).toBe(a.length + b.length);
      }),
      { numRuns: 30 },
    );
  });
});
