import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { IgnoreMatcher } from './matcher.ts';
import { readIgnoreFile } from './read.ts';

/** The patterns that Go's `filepath.Match` accepts, by its grammar. */
const wellFormed = /^(?:[^\\[]|\\.|\[(?:\^|(?!\^))(?:(?:[^\\\-\]]|\\.)(?:-(?:[^\\\-\]]|\\.))?)+\])*$/s;

/** One pattern of moby's patternmatcher, as plainly as it can be said; undefined where it is refused. */
function model(pattern: string): ((path: string) => boolean) | undefined {
  if (!wellFormed.test(pattern)) return undefined;
  let source = '';
  let kind = 'exact';
  for (let at = 0, rounds = 0; at < pattern.length; rounds += 1) {
    const next = pattern[at] ?? '';
    at += 1;
    if (next === '*' && pattern[at] === '*') {
      at += pattern[at + 1] === '/' ? 2 : 1;
      if (at < pattern.length) [source, kind] = [`${source}(.*/)?`, 'expression'];
      else if (kind === 'exact') kind = 'prefix';
      else [source, kind] = [`${source}.*`, 'expression'];
      if (rounds === 0) kind = 'suffix';
    } else if (next === '*') [source, kind] = [`${source}[^/]*`, 'expression'];
    else if (next === '?') [source, kind] = [`${source}[^/]`, 'expression'];
    else if ('.+()|{}$'.includes(next)) source += `\\${next}`;
    else if (next === '\\') {
      [source, kind] = [`${source}\\${pattern[at]}`, 'expression'];
      at += 1;
    } else {
      source += next;
      if (next === '[' || next === ']') kind = 'expression';
    }
  }
  const suffix = pattern.slice(2);
  if (kind === 'exact') return (path) => path === pattern;
  if (kind === 'prefix') return (path) => path.startsWith(pattern.slice(0, -2));
  if (kind === 'suffix') {
    return (path) => path.endsWith(suffix) || (suffix.startsWith('/') && path === suffix.slice(1));
  }
  try {
    // A `]` that a class begins with is a character for Go, and ends it for JavaScript.
    const own = source.replace(/\\.|\[\^?\]?(?:\\.|[^\]\\])*/gs, (part) => part.replace(/^(\[\^?)\]/, '$1\\]'));
    const expression = new RegExp(`^${own}$`);
    return (path) => expression.test(path);
  } catch {
    return undefined;
  }
}

/** What all patterns together leave out, a path's folders included. */
function modelIgnores(patterns: readonly string[], path: string): boolean | undefined {
  const folders = path.split('/').map((_, depth, parts) => parts.slice(0, depth + 1).join('/'));
  let ignored = false;
  for (const line of patterns) {
    const matches = model(line.replace(/^!/, ''));
    if (!matches) return undefined;
    if (folders.some(matches)) ignored = !line.startsWith('!');
  }
  return ignored;
}

function ignores(patterns: readonly string[], path: string): boolean | undefined {
  let matcher: IgnoreMatcher;
  try {
    matcher = new IgnoreMatcher(patterns);
  } catch {
    return undefined;
  }
  return matcher.ignores(path);
}

const name = fc.string({ unit: fc.constantFrom('m', 'n', '.', '-', '*', '^', ']', '[', '{', 'é'), maxLength: 5 });
const path = fc.array(
  name.filter((one) => one !== '' && one !== '.' && one !== '..'),
  { minLength: 1, maxLength: 4 },
);
const piece = fc.constantFrom(
  ...'m n . - / * ** **/ ? [ ] ^ ! \\* \\[ \\] \\- \\\\ \\ $ ( ) + | { } é'.split(' '),
  ...'[mn] [^m] [m-n] [n-m] [m\\-n] [] [-m] [m-] [m-n-o] [*] [m?] [.] []m] [^]'.split(' '),
);
const line = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
// A `\` before a letter means more to Go's expressions than to these.
const plain = line.filter((text) => !/\\[mné]/.test(text));

describe('a pattern', () => {
  test('is refused, or matches, as moby’s own', () => {
    let refused = 0;
    fc.assert(
      fc.property(plain, path, (text, parts) => {
        const patterns = readIgnoreFile(text).filter((one) => one !== '!');
        const expected = modelIgnores(patterns, parts.join('/'));
        if (expected === undefined) refused += 1;
        expect(ignores(patterns, parts.join('/'))).toBe(expected);
      }),
      { numRuns: 20_000, seed: 20_260 },
    );
    expect(refused).toBeGreaterThan(1000);
  });

  test('means the same among others', () => {
    fc.assert(
      fc.property(fc.array(plain, { maxLength: 5 }), path, (lines, parts) => {
        const patterns = readIgnoreFile(lines.join('\n')).filter((one) => one !== '!');
        expect(ignores(patterns, parts.join('/'))).toBe(modelIgnores(patterns, parts.join('/')));
      }),
      { numRuns: 5000, seed: 20_261 },
    );
  });
});

// What Go's expressions make of a `\` before a letter or a digit, which patterns are handed on to.
test.each([
  ['\\d', '7', true],
  ['\\d', 'd', false],
  ['a\\Wb', 'a-b', true],
  ['[\\s]', ' ', true],
  ['[^\\S]', ' ', true],
  ['\\x41', 'A', true],
  ['\\101', 'A', true],
  ['\\n', '\n', true],
  ['a\\b.b', 'a.b', true],
  ['a\\bb', 'ab', false],
  ['a\\Bb', 'ab', true],
  ['\\Aa\\z', 'a', true],
  ['a^*', 'a^', false],
  ['^a*', 'ab', true],
  ['*^a', 'a', true],
  ['[[:alpha:]]', 'x', true],
  ['[[:^alpha:]]', 'x', false],
  ['[[:word]', ':', true],
  ['\\pL', 'é', true],
  ['\\pL', '1', false],
  ['\\PL', '1', true],
  ['\\pLx', 'ax', true],
  ['[\\pN_]', '٣', true],
  ['[\\pN_]', '_', true],
  ['[^\\pN_]', '٣', false],
  ['\\PN*', 'ab1', true],
  ['\\pZ', '\u3000', true],
  ['a\\pS', 'a😀', true],
  ['\\Qa*b\\Ec', 'a[^/]*bc', true],
  ['\\Qa*b\\Ec', 'axbc', false],
  ['\\Qa-b\\E*', 'a-bcd', true],
  ['*\\Qa-b\\E', 'xa-b', true],
  ['\\Qa.b', 'a\\.b$', true],
  ['\\Qa.b', 'a\\.b$ and on', true],
  ['\\Qa.b', 'a.b', false],
  ['\\Q\\E', 'a', false],
  ['[a\\-z]', '-', true],
  ['[a\\-z]', 'm', false],
])('%j takes %j: %s', (pattern, path, expected) => {
  expect(ignores([pattern], path)).toBe(expected);
});

test.each([
  '\\q',
  '\\p',
  '\\pl',
  '\\pX',
  '\\p{L}',
  '\\p{Greek}',
  '[\\Qa\\E]',
  '\\E',
  '\\Qa\\E\\E',
  '\\C',
  '\\8',
  '\\x4',
  '[[:none:]]',
  '[\\b]',
  '\\é',
  'node_modules\\',
])('%j is refused', (pattern) => {
  expect(() => new IgnoreMatcher([pattern])).toThrow('malformed');
});
