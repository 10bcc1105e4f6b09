import { describe, expect, test } from 'vitest';
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

describe('a container of Windows', () => {
  const windows = (used: number, preread?: string) => ({
    read: '2023-11-14T22:13:20.5000001Z',
    ...(preread === undefined ? {} : { preread }),
    num_procs: 4,
    cpu_stats: { cpu_usage: { total_usage: used } },
    precpu_stats: { cpu_usage: { total_usage: 1_000_000 } },
    memory_stats: { commitbytes: 77_160_448, commitpeakbytes: 105_000_960, privateworkingset: 59_961_344 },
  });

  test('counts 100 ns of all processors between two reads, and its private working set', () => {
    const sample = readSample(windows(11_000_000, '2023-11-14T22:13:19.5000001Z'));
    expect(sample).toEqual({ time: 1_700_000_000_500, cpu: 25, memory: 59_961_344 });
    expect(readSample(windows(1_000_002, '2023-11-14T22:13:20.5Z'))?.cpu).toBe(50);
  });

  test.each([undefined, '', '0001-01-01T00:00:00Z', '2023-11-14T22:13:20.5000001Z', '2023-11-14T22:13:21Z'])(
    'has no processor figure where the read before was %j',
    (preread) => expect(readSample(windows(11_000_000, preread))).not.toHaveProperty('cpu'),
  );

  test('has none that is negative', () => {
    expect(readSample(windows(999_999, '2023-11-14T22:13:19.5Z'))).not.toHaveProperty('cpu');
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
