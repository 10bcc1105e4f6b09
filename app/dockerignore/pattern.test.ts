import { expect, test } from 'vitest';
import { IgnoreMatcher } from './matcher.ts';
import { leavingOut } from './pattern.ts';
import { readIgnoreFile } from './read.ts';

const ignoring = (text: string) => new IgnoreMatcher(readIgnoreFile(text));

test.each([
  'a',
  'src/app.ts',
  '#notes',
  '!important',
  'a*b?c[d]e',
  String.raw`a\b`,
  '**',
  ' both ends ',
  'line\nend',
  '-x',
  'ü 🚀',
  '.env',
])('%j and what is below it is left out, and nothing else', (path) => {
  const matcher = ignoring(leavingOut('', path));
  expect(matcher.ignores(path)).toBe(true);
  expect(matcher.ignores(`${path}/below/it`)).toBe(true);
  expect(matcher.ignores(`${path}x`)).toBe(false);
  expect(matcher.ignores(`other/${path}`)).toBe(false);
  expect(matcher.ignores('axxbxcde')).toBe(false);
});

test('goes behind what is there, on a line of its own', () => {
  expect(leavingOut('# mine', 'a b')).toBe('# mine\na b\n');
  expect(leavingOut('x\n', 'y')).toBe('x\ny\n');
});
