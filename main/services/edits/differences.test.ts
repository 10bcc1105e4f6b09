import { expect, it } from 'vitest';
import { differences } from './differences.ts';

it('tells fields that differ, by their names, and of lists what only one has', () => {
  const before = { Env: ['A=1', 'B=2'], HostConfig: { Memory: 0, Dns: ['9.9.9.9'], Init: true } };
  const after = { Env: ['A=1', 'B=3'], HostConfig: { Memory: 5, Dns: [] }, Tty: true };
  expect(differences(before, after)).toEqual([
    { field: 'Env', before: ['B=2'], after: ['B=3'] },
    { field: 'HostConfig.Memory', before: 0, after: 5 },
    { field: 'HostConfig.Dns', before: ['9.9.9.9'] },
    { field: 'HostConfig.Init', before: true },
    { field: 'Tty', after: true },
  ]);
});

it('takes one way to say nothing for the other, and another order for a difference', () => {
  expect(differences({ a: null, b: [], c: '', d: {} }, { b: undefined, e: false })).toEqual([]);
  expect(differences({ a: [1, 2] }, { a: [2, 1] })).toEqual([{ field: 'a', before: [1, 2], after: [2, 1] }]);
});

it('bounds what it tells of what is huge', () => {
  const huge = Object.fromEntries(Array.from({ length: 1000 }, (_, n) => [`k${n}`, n + 1]));
  expect(differences({}, huge)).toHaveLength(200);
  const [one] = differences({ a: 'x' }, { a: 'y'.repeat(1_000_000) });
  expect(String(one?.after).length).toBeLessThan(21_000);
});
