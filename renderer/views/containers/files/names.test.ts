import { expect, it } from 'vitest';
import { folderOf, modeText, nameOf, pathIn, typedPath } from './names.ts';

it('paths lead up and down', () => {
  expect([pathIn('/', 'a'), pathIn('/a', 'b')]).toEqual(['/a', '/a/b']);
  expect(['/', '/a', '/a/', '/a/b'].map(folderOf)).toEqual(['/', '/', '/', '/a']);
  expect(['/', '/a/', '/a/b'].map(nameOf)).toEqual(['', 'a', 'b']);
  expect(['', 'etc', '//a//./b/../c/', '/../..'].map(typedPath)).toEqual(['/', '/etc', '/a/c', '/']);
});

it.each([
  ['folder', 0o1777, 'drwxrwxrwt'],
  ['file', 0o4755, '-rwsr-xr-x'],
  ['file', 0o2640, '-rw-r-S---'],
  ['link', 0o777, 'lrwxrwxrwx'],
  ['pipe', 0o1000, 'p--------T'],
] as const)('a %s of mode %o is %s', (kind, mode, text) => expect(modeText({ kind, mode })).toBe(text));
