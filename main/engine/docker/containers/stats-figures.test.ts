import { describe, expect, test } from 'vitest';
import { readSample } from './stats.ts';
import { blockFigures, memoryFigures, networkFigures, processFigures } from './stats-figures.ts';

describe('memory', () => {
  test.each([
    ['cgroup v1', { cache: 5, total_inactive_file: 30, inactive_file: 1 }, { memory: 70, cache: 30 }],
    ['cgroup v2', { file: 5, inactive_file: 20 }, { memory: 80, cache: 20 }],
    ['Podman', undefined, { memory: 100 }],
    ['odd', { inactive_file: 200 }, { memory: 100 }],
    ['hostile', { inactive_file: -50 }, { memory: 100 }],
  ])('is told apart from the cache that can be dropped (%s)', (_, stats, figures) => {
    expect(memoryFigures({ usage: 100, limit: 500, stats })).toEqual({ ...figures, memoryLimit: 500 });
  });
});

describe('networks', () => {
  test('are added up', () => {
    const networks = { eth0: { rx_bytes: 5, tx_bytes: 7, rx_packets: 1 }, eth1: { rx_bytes: 10, tx_bytes: -1 }, lo: 3 };
    expect(networkFigures(networks)).toEqual({ received: 15, sent: 7 });
  });

  test.each([undefined, null, {}, []])('that are %j are none', (networks) => {
    expect(networkFigures(networks)).toEqual({});
  });
});

describe('block devices', () => {
  const devices = (...entries: readonly (readonly [string, number])[]) => ({
    blkio_stats: { io_service_bytes_recursive: entries.map(([op, value]) => ({ major: 8, minor: 0, op, value })) },
  });

  test('are added up by the first letter of what was done, in any case', () => {
    const v1 = devices(['Read', 10], ['Write', 20], ['Sync', 25], ['Async', 5], ['Total', 30], ['Read', 1]);
    expect(blockFigures(v1)).toEqual({ read: 11, written: 20 });
    expect(blockFigures(devices(['read', 10], ['write', 20], ['write', -5]))).toEqual({ read: 10, written: 20 });
  });

  test('of which none was used are 0, and of what tells nothing none', () => {
    expect(blockFigures({ blkio_stats: { io_service_bytes_recursive: null } })).toEqual({ read: 0, written: 0 });
    expect(blockFigures({ blkio_stats: {} })).toEqual({});
    expect(blockFigures({})).toEqual({});
  });
});

test('a limit of processes is one unless it is the greatest number there is', () => {
  expect(processFigures({ current: 3, limit: 100 })).toEqual({ pids: 3, pidsLimit: 100 });
  expect(processFigures({ current: 3, limit: 2 ** 64 })).toEqual({ pids: 3 });
  expect(processFigures({ current: 3, limit: 0 })).toEqual({ pids: 3 });
  expect(processFigures({})).toEqual({});
});

test('a container of Windows, as its engine answers', () => {
  const raw = {
    read: '2026-11-20T10:00:01.5000000Z',
    preread: '2026-11-20T10:00:00.5000000Z',
    pids_stats: {},
    blkio_stats: { io_service_bytes_recursive: null, io_serviced_recursive: null },
    num_procs: 2,
    storage_stats: {
      read_count_normalized: 1013,
      read_size_bytes: 10_117_120,
      write_count_normalized: 433,
      write_size_bytes: 12_066_816,
    },
    cpu_stats: {
      cpu_usage: { total_usage: 18_750_000, usage_in_kernelmode: 9_843_750, usage_in_usermode: 8_906_250 },
      throttling_data: { periods: 0, throttled_periods: 0, throttled_time: 0 },
    },
    precpu_stats: { cpu_usage: { total_usage: 8_750_000 }, throttling_data: { periods: 0 } },
    memory_stats: { commitbytes: 77_160_448, commitpeakbytes: 105_000_960, privateworkingset: 59_961_344 },
    name: '/web',
    networks: { '9a1b2c3d': { rx_bytes: 139_564, rx_packets: 904, tx_bytes: 32_840, tx_packets: 193 } },
  };
  expect(readSample(raw)).toEqual({
    time: Date.parse('2026-11-20T10:00:01.5Z'),
    cpu: 50,
    memory: 59_961_344,
    received: 139_564,
    sent: 32_840,
    read: 10_117_120,
    written: 12_066_816,
  });
});
