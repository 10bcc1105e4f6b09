import { describe, expect, it } from 'vitest';
import type { ContainerLimits } from '../../../../app/container/limits.ts';
import { type LimitsForm, limitsForm, readLimitsForm, swapText } from './limits-form.ts';

const mib = 2 ** 20;
const free: ContainerLimits = { restart: 'no', autoRemove: false };
const held: ContainerLimits = {
  restart: 'on-failure',
  maxRetries: 3,
  autoRemove: false,
  memory: 64 * mib,
  memorySwap: 128 * mib,
  cpus: 0.5,
  pids: 100,
};
const read = (now: ContainerLimits, typed: Partial<LimitsForm>) => {
  const { change, errors } = readLimitsForm({ ...limitsForm(now), ...typed }, now);
  return change ?? Object.fromEntries(errors);
};

describe('the form of a container’s limits', () => {
  it.each([free, held, { ...held, memorySwap: -1 }])('changes nothing as it is opened', (now) => {
    expect(read(now, {})).toEqual({});
  });

  it.each<[ContainerLimits, Partial<LimitsForm>, object]>([
    [held, { cpus: '1,5' }, { cpus: 1.5 }],
    [held, { pids: '' }, { pids: -1 }],
    [free, { pids: '20' }, { pids: 20 }],
    [held, { maxRetries: '' }, { restart: { policy: 'on-failure' } }],
    [held, { restart: 'always' }, { restart: { policy: 'always' } }],
    [free, { memory: '64m' }, { memory: 64 * mib, memorySwap: 128 * mib }],
    [held, { memory: '256m' }, { memory: 256 * mib, memorySwap: 512 * mib }],
    [{ ...held, memorySwap: -1 }, { memory: '256m' }, { memory: 256 * mib, memorySwap: -1 }],
    [{ ...held, memorySwap: 96 * mib }, { memory: '256m' }, { memory: 256 * mib, memorySwap: 288 * mib }],
    [held, { memorySwap: '-1' }, { memorySwap: -1 }],
    [held, { memory: '32m', memorySwap: '32m' }, { memory: 32 * mib, memorySwap: 32 * mib }],
  ])('sends only what was changed: %j, %j', (now, typed, change) => {
    expect(read(now, typed)).toEqual(change);
  });

  it.each<[ContainerLimits, Partial<LimitsForm>, string]>([
    [held, { memory: '' }, 'memory'],
    [held, { memory: '1m' }, 'memory'],
    [held, { memory: 'much' }, 'memory'],
    [held, { memorySwap: '32m' }, 'memorySwap'],
    [held, { memorySwap: '' }, 'memorySwap'],
    [held, { cpus: '' }, 'cpus'],
    [held, { cpus: '1e3' }, 'cpus'],
    [free, { cpus: '0.001' }, 'cpus'],
    [free, { pids: '0' }, 'pids'],
    [held, { maxRetries: '0' }, 'maxRetries'],
  ])('says at the field what is wrong: %j, %j', (now, typed, field) => {
    expect(Object.keys(read(now, typed))).toEqual([field]);
  });

  it('shows memory and swap as they go with memory, until somebody types it', () => {
    expect(swapText(limitsForm(held), held)).toBe('128m');
    expect(swapText({ ...limitsForm(held), memory: '256m' }, held)).toBe('512m');
    expect(swapText({ ...limitsForm(held), memory: '25x' }, held)).toBe('128m');
    expect(swapText({ ...limitsForm(held), memory: '256m', memorySwap: '300m' }, held)).toBe('300m');
    expect(swapText(limitsForm(free), free)).toBe('');
  });
});
