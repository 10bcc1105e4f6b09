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

describe('a container of Podman', () => {
  /** With `--cpus 0.5`, as 4.3 measured it on cgroup v1. */
  const podman = (preread: string, cpu: number) => ({
    read: '2026-11-27T17:28:38.004353477Z',
    preread,
    cpu_stats: { cpu_usage: { total_usage: 2_491_064_246 }, system_cpu_usage: 85_539_302_244_587, online_cpus: 2, cpu },
    precpu_stats: { cpu_usage: { total_usage: 17_132_984 }, system_cpu_usage: 85_533_369_122_298, cpu: 230.75 },
  });

  test('is as busy as Podman says, however little the system’s clock moved on', () => {
    expect(readSample(podman('2026-11-27T17:28:33.002073048Z', 49.47153808748692))?.cpu).toBe(49.47153808748692);
    expect(readSample(podman('2026-11-27T17:28:33.002073048Z', 0))?.cpu).toBe(0);
  });

  test.each(['2026-11-27T17:28:38.00233692Z', '2026-11-27T17:28:38.004353477Z', '2026-11-27T17:28:39Z'])(
    'has no figure where the read before was at %s',
    (preread) => expect(readSample(podman(preread, 230.75341014180023))).not.toHaveProperty('cpu'),
  );

  test('has none that is negative', () => {
    expect(readSample(podman('2026-11-27T17:28:33Z', -1))).not.toHaveProperty('cpu');
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
  expect(readSample(raw, undefined, { memory: 500 })).not.toHaveProperty('memoryLimit');
  expect(readSample({ read, memory_stats: { usage: 1, limit: 2 ** 63 } })).not.toHaveProperty('memoryLimit');
});

test('an engine that counts nothing for single containers tells the whole machine’s figures, which are none of theirs', () => {
  // As a rootless Podman 5.8 on cgroup v1 answers for one that keeps a core busy in a few MB.
  const raw = {
    read: '2026-11-27T17:39:57.134338995Z',
    preread: '2026-11-27T17:39:52.130026758Z',
    cpu_stats: { cpu_usage: { total_usage: 0 }, system_cpu_usage: 86_616_736_838_237, online_cpus: 2, cpu: 0 },
    memory_stats: { usage: 449_060_864, limit: 25_276_510_208 },
  };
  expect(readSample(raw, undefined, { accounts: false })).toEqual({ time: Date.parse('2026-11-27T17:39:57.134Z') });
  expect(readSample(raw, undefined, { accounts: true })).toMatchObject({ cpu: 0, memory: 449_060_864 });
});

test('a stopped container gives zeros, which are no sample', () => {
  expect(readSample({ read: '0001-01-01T00:00:00Z', cpu_stats: cpu(0) })).toBeUndefined();
  expect(readSample({})).toBeUndefined();
});
