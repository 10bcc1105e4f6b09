import { describe, expect, test, vi } from 'vitest';
import { contract } from '../app/contract.ts';
import { type EndStep, endLimit, refusedAtTheEnd, runSteps } from './ending.ts';

const never = () => new Promise<void>(() => undefined);

function recorded(told: string[] = []) {
  const order: string[] = [];
  const limits: number[] = [];
  const step = (name: string, share: number, work: () => Promise<unknown> = () => Promise.resolve()): EndStep => ({
    name,
    share,
    run: (limit) => {
      order.push(name);
      limits.push(limit);
      return work();
    },
  });
  return { order, limits, step, tell: (what: string) => void told.push(what) };
}

describe('the steps of the end', () => {
  test('run one after the other, and what one leaves over is the next one’s', async () => {
    const { order, limits, step, tell } = recorded();
    await runSteps([step('a', 0.5), step('b', 0.3), step('c', 0.2)], 10_000, tell);
    expect(order).toEqual(['a', 'b', 'c']);
    expect(limits[1]).toBeGreaterThan(7000);
    expect(limits[2]).toBeGreaterThan(9000);
  });

  test('have their own share though those before them hang, and the whole keeps its limit', async () => {
    vi.useFakeTimers();
    const told: string[] = [];
    const { order, limits, step, tell } = recorded(told);
    const end = runSteps([step('a', 0.5, never), step('b', 0.3, never), step('c', 0.2)], 1000, tell);
    await vi.advanceTimersByTimeAsync(1000);
    await end;
    vi.useRealTimers();
    expect(order).toEqual(['a', 'b', 'c']);
    expect(limits.map(Math.round)).toEqual([500, 300, 200]);
    expect(told).toHaveLength(2);
  });

  test('that fail, at once or later, cost nothing but themselves', async () => {
    const told: string[] = [];
    const { order, step, tell } = recorded(told);
    const throws = () => {
      throw new Error('at once');
    };
    const rejects = () => Promise.reject(new Error('later'));
    await runSteps([step('a', 0.5, throws), step('b', 0.3, rejects), step('c', 0.2)], endLimit, tell);
    expect(order).toEqual(['a', 'b', 'c']);
    expect(told).toHaveLength(2);
  });
});

test('during the end a window may keep what it has, and begin nothing', () => {
  const names = Object.entries(contract).flatMap(([slice, operations]) =>
    Object.keys(operations).map((name) => `${slice}.${name}`),
  );
  expect(names.filter((name) => refusedAtTheEnd(name) === undefined).toSorted()).toEqual([
    'documents.dropDraft',
    'documents.saveDraft',
    'documents.write',
    'host.about',
    'host.watch',
    'settings.update',
  ]);
});
