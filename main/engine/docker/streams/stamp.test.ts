import { expect, test } from 'vitest';
import { readStamp, toSince } from './stamp.ts';

test.each([
  ['2024-05-01T10:00:00.123456789Z', '2024-05-01T10:00:00.123456789Z'],
  ['2024-05-01T10:00:00Z', '2024-05-01T10:00:00.000000000Z'],
  ['2024-05-01T00:30:00.1-01:00', '2024-05-01T01:30:00.100000000Z'],
  ['2024-05-01 10:00:00Z', undefined],
  ['2024-99-01T10:00:00.1Z', undefined],
  ['', undefined],
])('%j reads as %j', (text, stamp) => expect(readStamp(text)).toBe(stamp));

test('since is seconds with nine digits of nanoseconds', () => {
  expect(toSince('2023-11-14T22:13:20.000000042Z')).toBe('1700000000.000000042');
  expect(toSince('yesterday')).toBeUndefined();
});
