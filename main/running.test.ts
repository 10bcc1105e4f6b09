import { expect, test } from 'vitest';
import { runningInWords } from './running.ts';

test.each([
  [[], 0, ''],
  [['build'], 0, '1 build'],
  [['build', 'build'], 1, '2 builds and 1 shell'],
  [['push', 'compose', 'push'], 3, '2 pushes, 1 Compose run and 3 shells'],
] as const)('%j and %i shells are "%s"', (kinds, shells, words) => {
  expect(runningInWords(kinds, shells)).toBe(words);
});
