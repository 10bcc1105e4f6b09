import { describe, expect, test } from 'vitest';
import type { LogLevelCounts, LogViewState } from '../../../app/logs.ts';
import { levelsSince, namedLevels, shortCount } from './level-counts.ts';

const none: LogLevelCounts = { trace: 0, debug: 0, info: 0, warn: 0, error: 0, fatal: 0 };
const base = { view: 'v', epoch: 1, first: 0, end: 9, lines: 9, dropped: 0, sources: [] };
const view = (levels: Partial<LogLevelCounts>, more: Partial<LogViewState> = {}): LogViewState => ({
  ...base,
  levels: { ...none, ...levels },
  ...more,
});

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

describe('after the view was cleared', () => {
  const then = view({ error: 2, info: 5 });

  test('only what came since counts', () => {
    expect(levelsSince(view({ error: 3, info: 5, warn: 1 }), then)).toEqual({ ...none, error: 1, warn: 1 });
    expect(levelsSince(then, then)).toEqual(none);
  });

  test.each([
    ['older rows went', view({ error: 2 }, { dropped: 4 })],
    ['rows of before were joined', view({ error: 9, info: 9 }, { epoch: 2 })],
    ['the view is another', view({ error: 9, info: 9 }, { view: 'w' })],
    ['nothing is known yet', base],
  ])('no number is told where it would be wrong: %s', (_, now) => {
    expect(levelsSince(now, then)).toBeUndefined();
  });

  test('nor where nothing was known when it was cleared', () => {
    expect(levelsSince(view({ error: 1 }), base)).toBeUndefined();
  });

  test('and all that is there counts as long as it was not', () => {
    expect(levelsSince(then, undefined)).toEqual({ ...none, error: 2, info: 5 });
    expect(levelsSince(undefined, undefined)).toBeUndefined();
  });
});
