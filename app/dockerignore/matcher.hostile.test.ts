import { describe, expect, test } from 'vitest';
import { cpuTime } from '../../e2e/cpu-time.ts';
import { toProblem } from '../rpc/problem.ts';
import { IgnoreMatcher } from './matcher.ts';
import { readIgnoreFile } from './read.ts';

/** Generous: as expressions these took minutes or for ever. */
const seconds = 20_000;

const failed = (lines: string) => {
  try {
    return new IgnoreMatcher(readIgnoreFile(lines)).ignores('a');
  } catch (error) {
    return toProblem(error);
  }
};

describe('a .dockerignore that is meant to take for ever', () => {
  test.each([
    ['stars in a name', `${'*a'.repeat(10)}*b`, 'a'.repeat(255)],
    ['a thousand stars', `${'*a'.repeat(1000)}*b`, 'a'.repeat(4000)],
    ['folders of any depth', `${'**/a/'.repeat(500)}b`, 'a/'.repeat(2000)],
    ['classes', `${'*[^b]'.repeat(500)}b`, 'a'.repeat(4000)],
    ['many patterns', `*${'a'.repeat(200)}*b\n`.repeat(200), 'a'.repeat(255)],
    ['stars in a row', `${'*'.repeat(4000)}a`, 'b'.repeat(4000)],
    ['slashes in a row', '/*'.repeat(2000), 'b/'.repeat(2000)],
  ])(
    '%s',
    (_, lines, path) => {
      expect(cpuTime(() => new IgnoreMatcher(readIgnoreFile(lines)).test(path))).toBeLessThan(seconds);
    },
    180_000,
  );

  test('is refused where it is longer than a person can mean', () => {
    for (const lines of ['a\n'.repeat(10_001), 'a'.repeat(4097), `*${'a'.repeat(1000)}b\n`.repeat(100)]) {
      expect(failed(lines)).toMatchObject({ code: 'invalid-input', reason: 'ignore-too-many' });
    }
  });
});
