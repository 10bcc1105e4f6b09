import { expect, test } from 'vitest';
import { differences } from './differences.ts';

/** As `diff` writes it. */
function told(before: string, after: string): string {
  return differences([...before], [...after], (letter) => letter)
    .map(({ before, after }) => (before === undefined ? `+${after}` : after === undefined ? `-${before}` : before))
    .join('');
}

test.each([
  ['', '', ''],
  ['abc', 'abc', 'abc'],
  ['', 'ab', '+a+b'],
  ['ab', '', '-a-b'],
  ['abcd', 'abxd', 'ab-c+xd'],
  ['abcabba', 'cbabac', '-a-bc-ab+aba+c'],
  ['aa', 'aaa', 'aa+a'],
])('%j to %j is %j', (before, after, expected) => {
  expect(told(before, after)).toBe(expected);
});

test('two lists that have nothing in common and are too long to be compared are told in time', () => {
  const lines = (of: string) => Array.from({ length: 20_000 }, (_, n) => `${of}${n}`);
  const found = differences(['first', ...lines('a'), 'last'], ['first', ...lines('b'), 'last'], (line) => line);
  expect(found).toHaveLength(40_002);
  expect(found[0]).toEqual({ before: 'first', after: 'first' });
  expect(found[1]).toEqual({ before: 'a0' });
  expect(found.at(-1)).toEqual({ before: 'last', after: 'last' });
});
