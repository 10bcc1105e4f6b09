import { describe, expect, test } from 'vitest';
import { readTime } from './log-time.ts';

const now = Date.parse('2026-11-25T16:04:11.123Z');

describe('a time as people write it', () => {
  test.each([
    ['now', '2026-11-25T16:04:11.123Z'],
    ['10m ago', '2026-11-25T15:54:11.123Z'],
    ['90 s ago', '2026-11-25T16:02:41.123Z'],
    ['2d ago', '2026-11-23T16:04:11.123Z'],
    ['14:05', '2026-11-25T14:05:00.000Z'],
    ['14:05:30.5', '2026-11-25T14:05:30.500Z'],
    ['23:00', '2026-11-24T23:00:00.000Z'],
    ['today 23:00', '2026-11-25T23:00:00.000Z'],
    ['Yesterday 9:00', '2026-11-24T09:00:00.000Z'],
    ['2026-11-25', '2026-11-25T00:00:00.000Z'],
    ['2026-11-25 16:04', '2026-11-25T16:04:00.000Z'],
    ['2026-03-01T01:02:03.456789012Z', '2026-03-01T01:02:03.456Z'],
    ['2026-03-01 01:02 +02:00', '2026-02-28T23:02:00.000Z'],
    ['2024-02-29 00:00', '2024-02-29T00:00:00.000Z'],
  ])('%s is %s', (text, time) => {
    expect(readTime(text, now, 'utc')).toEqual({ time: Date.parse(time) });
  });

  test.each(['', 'soon', '25:00', '12:60', '2026-13-01', '2026-02-30', '2026-11-25 24:00', '10x ago', '<b>'])(
    '%s is none',
    (text) => {
      expect(readTime(text, now, 'utc')).toHaveProperty('fault');
    },
  );

  test('is local unless it says otherwise', () => {
    const local = readTime('2026-07-01 12:00', now, 'local');
    expect(local).toEqual({ time: new Date(2026, 6, 1, 12).getTime() });
    expect(readTime('2026-07-01 12:00 UTC', now, 'local')).toEqual({ time: Date.UTC(2026, 6, 1, 12) });
  });
});
