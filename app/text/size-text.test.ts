import { expect, test } from 'vitest';
import { parseBytes } from './size-text.ts';

test.each([
  ['1048576', 1_048_576],
  ['512m', 536_870_912],
  ['512 MB', 536_870_912],
  ['1.5GiB', 1_610_612_736],
  [' 64K ', 65_536],
  ['10b', 10],
])('%j is a size', (text, bytes) => {
  expect(parseBytes(text)).toBe(bytes);
});

test.each(['', 'm', '-1m', '1x', '1 m m', '1e9', '9'.repeat(400)])('%j is none', (text) => {
  expect(parseBytes(text)).toBeUndefined();
});
