import { describe, expect, it } from 'vitest';
import { formatAge, formatDateTime, formatDuration, formatElapsed, formatIso } from './times.ts';

describe('an age', () => {
  it.each([
    [0, '0 s'],
    [59_999, '59 s'],
    [60_000, '1 min'],
    [3 * 86_400_000, '3 d'],
    [400 * 86_400_000, '1 y'],
    [-5000, '0 s'],
  ])('%d ms ago: %s', (ago, text) => {
    expect(formatAge(1e12 - ago, 1e12)).toBe(text);
  });
});

describe('a duration', () => {
  it('has two units at most, and is never 60 of the smaller one', () => {
    const times = [0, 420, 9_949, 12_400, 59_400, 59_600, 185_000, 3_599_600, 7_800_000, -5];
    expect(times.map(formatDuration)).toEqual([
      '0.0 s',
      '0.4 s',
      '9.9 s',
      '12 s',
      '59 s',
      '1 min 0 s',
      '3 min 5 s',
      '1 h 0 min',
      '2 h 10 min',
      '0.0 s',
    ]);
  });

  it('is told in whole seconds while it counts', () => {
    expect([-1, 999, 9_999, 59_999, 60_000].map(formatElapsed)).toEqual(['0 s', '0 s', '9 s', '59 s', '1 min 0 s']);
  });
});

describe('a date', () => {
  const time = Date.parse('2026-11-27T07:32:37.120Z');

  it('by ISO 8601 names its moment, to the second, with its zone', () => {
    const text = formatDateTime(time, 'iso');
    expect(text).toMatch(/^2026-11-2\dT\d\d:\d\d:37[+-]\d\d:\d\d$/);
    expect(Date.parse(text)).toBe(time - 120);
    expect(formatIso(time, 'utc')).toBe('2026-11-27T07:32:37.120Z');
  });

  it('is otherwise as the locale writes it', () => {
    expect(formatDateTime(time, 'system')).toBe(
      new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' }).format(time),
    );
  });

  it.each([0, -1, Number.NaN, Number.POSITIVE_INFINITY, 8.64e15, 1e300])('that is %d is unknown', (none) => {
    expect([formatDateTime(none, 'iso'), formatDateTime(none, 'system')]).toEqual(['unknown', 'unknown']);
  });
});
