import { describe, expect, it } from 'vitest';
import { readLimits, updateBody } from './container-limits.ts';

const inspected = (HostConfig: object) => ({ Id: 'a'.repeat(64), HostConfig });
const free = { restart: 'no', autoRemove: false } as const;

describe('limits of an inspect', () => {
  it.each([
    ['nothing', {}, free],
    [
      'nothing that counts',
      { Memory: 0, MemorySwap: 0, NanoCpus: 0, PidsLimit: null, RestartPolicy: { Name: '' } },
      free,
    ],
    ['odd answers', { Memory: '1', MemorySwap: null, NanoCpus: -10_000, PidsLimit: -1, RestartPolicy: 'always' }, free],
    [
      'all there are',
      {
        Memory: 100,
        MemorySwap: -1,
        NanoCpus: 5e8,
        PidsLimit: 7,
        AutoRemove: true,
        RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 2 },
      },
      { restart: 'on-failure', maxRetries: 2, autoRemove: true, memory: 100, memorySwap: -1, cpus: 0.5, pids: 7 },
    ],
    ['a quota', { CpuQuota: 25_000 }, { ...free, cpus: 0.25, cpuPeriod: 100_000 }],
  ])('are read of %s', (_, host, limits) => {
    expect(readLimits(inspected(host), false)).toEqual(limits);
  });

  it('are a quota on Podman, which tells both', () => {
    const host = { CpuQuota: 50_000, CpuPeriod: 100_000, NanoCpus: 5e8 };
    expect(readLimits(inspected(host), true)).toEqual({ ...free, cpus: 0.5, cpuPeriod: 100_000 });
  });

  it.each([undefined, {}, []])('are none of %j', (answer) => {
    expect(() => readLimits(answer, false)).toThrow();
  });
});

describe('what an engine is sent', () => {
  it('is what is changed, with swap where memory is', () => {
    expect(updateBody({ pids: -1 }, free, false)).toEqual({ PidsLimit: -1 });
    expect(updateBody({ cpus: 0.1 }, free, false)).toEqual({ NanoCpus: 100_000_000 });
    expect(updateBody({ memory: 10 }, free, false)).toEqual({ Memory: 10, MemorySwap: 20 });
    expect(updateBody({ memory: 10 }, { ...free, memorySwap: -1 }, false)).toEqual({ Memory: 10, MemorySwap: -1 });
    const policy = { Name: 'always', MaximumRetryCount: 0 };
    expect(updateBody({ restart: { policy: 'always' } }, free, false)).toEqual({ RestartPolicy: policy });
  });

  it('is a quota where there is one, and always a policy on Podman', () => {
    const before = { restart: 'on-failure', maxRetries: 3, autoRemove: false, cpuPeriod: 50_000 } as const;
    const RestartPolicy = { Name: 'on-failure', MaximumRetryCount: 3 };
    const quota = { CpuPeriod: 50_000, CpuQuota: 25_000 };
    expect(updateBody({ cpus: 0.5 }, before, true)).toEqual({ RestartPolicy, ...quota });
  });
});
