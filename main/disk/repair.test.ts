import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { cpuClock } from '../../e2e/cpu-time.ts';
import { repaired } from './repair.ts';

const Item = z.object({ id: z.string(), size: z.optional(z.number()), kind: z.enum(['a', 'b']) });
const List = z.array(Item);

test('what fits is as it was', () => {
  const value = [{ id: 'x', kind: 'a' }];
  expect(repaired(List, value, [])).toEqual({ value, odd: false });
});

test('several faults in one entry cost that entry, and none of its neighbours', () => {
  const value = [
    { id: 1, kind: 'c' },
    { id: 'x', kind: 'a', size: 'big' },
    { kind: 'q' },
    { id: 'y', kind: 'b', size: 3 },
  ];
  expect(repaired(List, value, [])).toEqual({
    value: [
      { id: 'x', kind: 'a' },
      { id: 'y', kind: 'b', size: 3 },
    ],
    odd: true,
  });
});

test.each([undefined, null, 3, 'text', {}])('%o is nothing of it', (value) => {
  expect(repaired(List, value, [])).toEqual({ value: [], odd: true });
});

test('names that objects have by nature are names like others', () => {
  const value = JSON.parse('{"__proto__": 1, "constructor": "x", "good": 2}');
  expect(repaired(z.record(z.string(), z.number()), value, {}).value).toMatchObject({ good: 2 });
});

test('ten thousand odd entries take no time worth speaking of', () => {
  const value = Array.from({ length: 10_000 }, (_, n) => ({ id: n, kind: 'a' }));
  const used = cpuClock();
  expect(repaired(List, value, []).value).toEqual([]);
  expect(used()).toBeLessThan(5000);
});
