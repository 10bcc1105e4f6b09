import { expect, test } from 'vitest';
import { bytesOf } from './volumes.ts';

test.each([
  [['a'], { a: 2048 }, '2.0 KiB'],
  [['a', 'b'], { a: 1024, b: 1024 }, '2.0 KiB'],
  [['a', 'b'], { a: 1024 }, '1.0 KiB and what is in 1 of unknown size'],
  [['a'], {}, 'All data (how much is not known)'],
  [['a'], undefined, 'All data (how much is not known)'],
])('what goes with %j, of which %j is known: %s', (names, sizes, said) => {
  expect(bytesOf(names, sizes)).toBe(said);
});
