import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Clock } from './clock.ts';

beforeEach(() => void vi.useFakeTimers({ now: 100_000 }));
afterEach(() => void vi.useRealTimers());

test('a clock runs only while somebody reads it, and tells its readers at each renewal', () => {
  const clock = new Clock(1000);
  expect(vi.getTimerCount()).toBe(0);
  const told: number[] = [];
  const ends = [clock.subscribe((time) => void told.push(time)), clock.subscribe(() => {})];
  vi.advanceTimersByTime(2500);
  expect(told).toEqual([101_000, 102_000]);
  expect(clock.getState()).toBe(102_000);
  for (const end of [...ends, ...ends]) end();
  expect(vi.getTimerCount()).toBe(0);
});

test('whoever comes after a pause reads the time of then', () => {
  const clock = new Clock(1000);
  clock.subscribe(() => {})();
  vi.advanceTimersByTime(60_000);
  expect(clock.getState()).toBe(160_000);
  vi.advanceTimersByTime(999);
  expect(clock.getState()).toBe(160_000);
});
