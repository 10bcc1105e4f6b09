import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IgnoreMatcher } from './matcher.ts';
import { readIgnoreFile } from './read.ts';

const ignores = (lines: string, path: string): boolean => new IgnoreMatcher(readIgnoreFile(lines)).ignores(path);

describe('a .dockerignore', () => {
  test('is read as the CLI reads it', () => {
    expect(readIgnoreFile('\uFEFF#c\n # no comment\n\n /a/ \r\n!  /b/../c \n./d/./e\n.\n')).toEqual([
      '# no comment',
      'a',
      '!c',
      'd/e',
      '.',
    ]);
  });

  // What moby's own matcher answers.
  test.each([
    ['a', 'a', true],
    ['a', 'b/a', false],
    ['a', 'a/b', true],
    ['**/a', 'a', true],
    ['**/a', 'x/y/a', true],
    ['**/a', 'xa', false],
    ['**a', 'xa', true],
    ['a/**', 'a', false],
    ['a/**', 'a/b/c', true],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'a/x/y/b', true],
    ['*', 'a/b', true],
    ['*.go', 'x.go', true],
    ['*.go', 'd/x.go', false],
    ['**/*.go', 'd/x.go', true],
    ['?.x', 'a.x', true],
    ['?.x', 'ab.x', false],
    ['[ab]', 'a', true],
    ['[^a]', 'a', false],
    ['[a-c]x', 'bx', true],
    ['\\*', '*', true],
    ['\\*', 'a', false],
    ['a.b', 'axb', false],
    ['a\n!a/b', 'a/b', false],
    ['a\n!a/b', 'a/c', true],
    ['*\n!keep', 'keep/in/it', false],
    ['!a\na', 'a', true],
    ['**', 'a/b', true],
    ['docs/**\n!docs/*.md', 'docs/a.md', false],
    ['a+b', 'a+b', true],
    ['(x)', '(x)', true],
    ['{a}', '{a}', true],
    ['ü?', 'üé', true],
    ['dir/', 'dir/f', true],
    ['a]b', 'a]b', true],
    ['[\\]a]', ']', true],
    ['[x\\-]', '-', true],
    ['a[^a]b', 'a☺b', true],
    ['a*b*c*d*e*/f', 'axbxcxdxexxx/f', true],
    ['a*b*c*d*e*/f', 'axbxcxdxe/xxx/f', false],
    ['a*b?c*x', 'abxbbxdbxebxczzx', true],
    ['a*b?c*x', 'abxbbxdbxebxczzy', false],
    ['**/**/*.txt', 'file.txt', true],
    ['**/**/*.txt2', 'dir/dir/file.txt', false],
    ['a**/*.txt', 'a/dir/dir/file.txt', true],
    ['**/file*.txt*', 'dir/dir/file.txt', true],
  ])('%j leaves %s out: %s', (lines, path, expected) => expect(ignores(lines, path)).toBe(expected));

  test('refuses what the CLI refuses', () => {
    expect(() => ignores('!', 'a')).toThrow('lone-exception');
    for (const pattern of ['[', '[]', '[]a]', '[^', '[^]', '[-]', '[x-]', '[a-b-c]', '[z-a]', '[a\\', 'a\\']) {
      expect(() => ignores(pattern, 'a')).toThrow('malformed');
    }
  });

  test('never loses an exception by not looking into a folder', () => {
    const part = fc.constantFrom('a', 'b', '*', '**', 'c?');
    const line = fc
      .tuple(fc.constantFrom('', '!'), fc.array(part, { minLength: 1, maxLength: 3 }))
      .map(([sign, parts]) => sign + parts.join('/'));
    const path = fc.array(fc.constantFrom('a', 'b', 'cx'), { minLength: 2, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 5 }), path, (lines, parts) => {
        const matcher = new IgnoreMatcher(readIgnoreFile(lines.join('\n')));
        if (matcher.ignores(parts.join('/'))) return;
        for (let depth = 1; depth < parts.length; depth += 1) {
          const folder = parts.slice(0, depth).join('/');
          expect(!matcher.ignores(folder) || matcher.mayHoldExceptions(folder)).toBe(true);
        }
      }),
      { numRuns: 1000 },
    );
  });
});
