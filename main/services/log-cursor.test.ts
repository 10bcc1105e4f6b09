import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogEntry } from '../engine/ports/containers.ts';
import { compareTimes, LogCursor } from './log-cursor.ts';

const entry = (time: string, text: string): LogEntry => ({ time, text, source: 'stdout' });

/** A log as an engine keeps it: times never go back, and several lines may share one. */
const history = fc.array(fc.nat(2), { minLength: 1, maxLength: 60 }).map((steps) => {
  let time = 0;
  return steps.map((step, n) => {
    time += step;
    return entry(`2026-01-01T00:00:00.${String(time).padStart(9, '0')}Z`, `line ${n}`);
  });
});

describe('resuming a log', () => {
  it('loses no line and doubles none, wherever and however often the connection breaks', () => {
    fc.assert(
      fc.property(history, fc.array(fc.nat(20), { maxLength: 20 }), (log, cuts) => {
        const cursor = new LogCursor();
        const read: LogEntry[] = [];
        for (const length of [...cuts, log.length]) {
          const since = cursor.resume();
          const offered = since ? log.filter(({ time }) => compareTimes(time, since) >= 0) : log;
          read.push(...cursor.fresh(offered.slice(0, length)));
        }
        expect(read.map(({ text }) => text)).toEqual(log.map(({ text }) => text));
      }),
    );
  });

  it('does the same when the repeated lines come in several batches', () => {
    const log = ['a', 'b', 'c', 'd'].map((text) => entry('2026-01-01T00:00:00.1Z', text));
    const cursor = new LogCursor();
    cursor.resume();
    expect(cursor.fresh(log.slice(0, 3))).toHaveLength(3);
    expect(cursor.resume()).toBe('2026-01-01T00:00:00.1Z');
    expect(cursor.fresh(log.slice(0, 1))).toEqual([]);
    expect(cursor.fresh(log.slice(1)).map(({ text }) => text)).toEqual(['d']);
  });

  it('starts from the beginning when nothing was read yet', () => {
    const cursor = new LogCursor();
    expect(cursor.resume()).toBeUndefined();
    cursor.fresh([]);
    expect(cursor.resume()).toBeUndefined();
  });

  it('drops no line just because the clock went back', () => {
    const cursor = new LogCursor();
    cursor.resume();
    cursor.fresh([entry('2026-01-01T00:00:05Z', 'before')]);
    expect(cursor.fresh([entry('2026-01-01T00:00:01Z', 'after')])).toHaveLength(1);
  });
});

describe('comparing engine timestamps', () => {
  it.each([
    ['2026-01-01T00:00:00.5Z', '2026-01-01T00:00:00.25Z', 1],
    ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00.000000001Z', -1],
    ['2026-01-01T00:00:00.1Z', '2026-01-01T00:00:00.100000000Z', 0],
    ['2025-12-31T23:59:59.9Z', '2026-01-01T00:00:00Z', -1],
  ])('%s against %s', (a, b, order) => {
    expect(Math.sign(compareTimes(a, b))).toBe(order);
    expect(Math.sign(compareTimes(b, a))).toBe(-order || 0);
  });
});
