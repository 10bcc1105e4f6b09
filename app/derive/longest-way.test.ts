import { expect, test } from 'vitest';
import { longestWay } from './longest-way.ts';

const step = (id: string, started: number, ended: number | undefined, after: readonly string[] = []) => ({
  id,
  started,
  ...(ended === undefined ? {} : { ended }),
  after,
  cached: false,
});

test('the longest way leads from the step that ended last to what each waited for longest', () => {
  const steps = [
    step('base', 0, 10),
    step('quick', 10, 20, ['base']),
    step('slow', 10, 90, ['base']),
    step('join', 90, 95, ['quick', 'slow']),
    step('export', 95, 100),
  ];
  expect([...longestWay(steps, 200)].toSorted()).toEqual(['base', 'export', 'join', 'slow']);
});

test('a step that runs is as long as it is now, and what came from the cache is on no way', () => {
  const steps = [
    { ...step('base', 0, 0), cached: true },
    step('over', 5, 60, ['base']),
    step('runs', 5, undefined, ['base']),
  ];
  expect([...longestWay(steps, 100)]).toEqual(['runs']);
});

test('where one step follows the other there is no longest way, and a ring ends', () => {
  expect(longestWay([step('a', 0, 5), step('b', 5, 9), step('c', 9, 12)], 12).size).toBe(0);
  expect(longestWay([], 0).size).toBe(0);
  const ring = [step('a', 0, 5, ['b']), step('b', 0, 6, ['a']), step('c', 0, 2)];
  expect([...longestWay(ring, 9)].toSorted()).toEqual(['a', 'b']);
});

test('a thousand steps take no longer than a thousand look-ups', () => {
  const steps = Array.from({ length: 1_000 }, (_, n) => step(`${n}`, n, n + 1));
  expect(longestWay([...steps, step('beside', 0, 2.5)], 2_000).size).toBe(1_000);
});
