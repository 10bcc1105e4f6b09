import { expect, test } from 'vitest';
import { readSample } from './stats.ts';

const read = '2023-11-14T22:13:20Z';
const cpu = (used: number, system?: number, cores?: number): object => ({
  cpu_usage: { total_usage: used, percpu_usage: [1, 2] },
  ...(system === undefined ? {} : { system_cpu_usage: system }),
  ...(cores === undefined ? {} : { online_cpus: cores }),
});

test('percent of one core: the share of the machine’s time, times its cores', () => {
  const sample = readSample({ read, cpu_stats: cpu(300, 2000, 4), precpu_stats: cpu(100, 1000, 4) });
  expect(sample).toEqual({ time: 1_700_000_000_000, cpu: 80 });
});

test('without online_cpus the list of cores counts', () => {
  expect(readSample({ read, cpu_stats: cpu(300, 2000), precpu_stats: cpu(100, 1000) })?.cpu).toBe(40);
});

test('a first sample has no processor figure, unless the one before is known', () => {
  const first = { read, cpu_stats: cpu(300, 2000, 1), precpu_stats: cpu(0) };
  expect(readSample(first)).toEqual({ time: 1_700_000_000_000 });
  expect(readSample(first, { used: 100, system: 1000 })?.cpu).toBe(20);
});

test.each([
  ['cgroup v1', { cache: 5, total_inactive_file: 30, inactive_file: 1 }, 70],
  ['cgroup v2', { inactive_file: 20 }, 80],
  ['Podman', undefined, 100],
  ['odd', { inactive_file: 200 }, 100],
])('memory leaves the droppable cache out (%s)', (_, stats, memory) => {
  expect(readSample({ read, memory_stats: { usage: 100, limit: 500, stats } })).toMatchObject({
    memory,
    memoryLimit: 500,
  });
});

test('a limit that is the whole machine, or more, is none', () => {
  const raw = { read, memory_stats: { usage: 1, limit: 500 } };
  expect(readSample(raw, undefined, 500)).not.toHaveProperty('memoryLimit');
  expect(readSample({ read, memory_stats: { usage: 1, limit: 2 ** 63 } })).not.toHaveProperty('memoryLimit');
});

test('a stopped container gives zeros, which are no sample', () => {
  expect(readSample({ read: '0001-01-01T00:00:00Z', cpu_stats: cpu(0) })).toBeUndefined();
  expect(readSample({})).toBeUndefined();
});
