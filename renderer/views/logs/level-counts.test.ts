import { describe, expect, test } from 'vitest';
import type { LogLevelCounts } from '../../../app/logs.ts';
import { namedLevels, shortCount } from './level-counts.ts';

const none: LogLevelCounts = { trace: 0, debug: 0, info: 0, warn: 0, error: 0, fatal: 0 };

test('a count takes four characters at most', () => {
  const counts = [0, 7, 999, 1000, 1249, 9949, 9950, 12_345, 999_499, 999_500, 1_250_000, 99_000_000];
  expect(counts.map(shortCount)).toEqual([
    '0',
    '7',
    '999',
    '1k',
    '1.2k',
    '9.9k',
    '10k',
    '12k',
    '999k',
    '1M',
    '1.3M',
    '99M',
  ]);
});

describe('levels in the bar', () => {
  test('are the usual ones, and others that there are', () => {
    expect(namedLevels(undefined, [], 6)).toEqual(['error', 'warn', 'info']);
    expect(namedLevels({ ...none, debug: 1, fatal: 2 }, [], 6)).toEqual(['fatal', 'error', 'warn', 'info', 'debug']);
    expect(namedLevels(none, ['trace'], 6)).toEqual(['error', 'warn', 'info', 'trace']);
  });

  test('are the most telling where there is little room', () => {
    expect(namedLevels({ ...none, fatal: 1, debug: 1 }, [], 4)).toEqual(['fatal', 'error', 'warn', 'info']);
    expect(namedLevels(none, [], 2)).toEqual(['error', 'warn']);
    expect(namedLevels(none, ['debug'], 2)).toEqual(['error', 'debug']);
    expect(namedLevels(none, ['info'], 1)).toEqual(['info']);
    expect(namedLevels(none, ['info'], 0)).toEqual([]);
  });
});
