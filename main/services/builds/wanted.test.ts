import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { wantedIn } from './wanted.ts';

let root = '';
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'gantry-wanted-'));
  mkdirSync(join(root, 'a/b'), { recursive: true });
  writeFileSync(join(root, 'a/b/file'), '');
  const links = {
    out: '../../../../etc',
    root: '/',
    ring: 'gnir',
    gnir: 'ring',
    here: 'a/./b',
    'a/up': '../here/file',
  };
  for (const [name, target] of Object.entries(links)) symlinkSync(target, join(root, name));
});
afterEach(() => rmSync(root, { recursive: true }));

test.each<[string, readonly string[], readonly string[]]>([
  ['a file', ['a/b/file'], ['a/b/file']],
  ['what is not there', ['./no/such/'], ['no/such']],
  ['all', ['/'], ['']],
  ['a name with a wildcard in its folder', ['a/b*'], ['a']],
  ['a link and what it leads to', ['here'], ['here', 'a/b']],
  ['a file behind a link', ['here/file'], ['here', 'a/b/file']],
  ['a link to a link', ['a/up'], ['a/up', 'here', 'a/b/file']],
  ['a link out of the folder, as far as that', ['out/passwd'], ['out', 'etc/passwd']],
  ['a link to the top', ['root'], ['root', '']],
  ['links in a ring', ['ring'], ['ring', 'gnir']],
  ['what lies outside, inside', ['../../x'], ['x']],
])('wants %s', async (_, paths, wanted) => {
  const found = await wantedIn(root, paths);
  const all = ['', 'a', 'a/b', 'a/b/file', 'here', 'ring', 'gnir', 'out', 'root', 'a/up', 'etc/passwd', 'x', 'no/such'];
  expect(all.filter((path) => found?.reach(path, 'no') === 'whole').sort()).toEqual(wanted.toSorted());
});

test('a folder on the way is told, others are not gone into', async () => {
  const wanted = await wantedIn(root, ['a/b/file']);
  expect(['', 'a', 'a/b', 'here'].map((path) => wanted?.reach(path, 'towards'))).toEqual([
    'towards',
    'towards',
    'towards',
    'no',
  ]);
  expect(wanted?.reach('a/b/file/any', 'whole')).toBe('whole');
});

test('more than a Dockerfile can mean is all', async () => {
  expect(
    await wantedIn(
      root,
      Array.from({ length: 1_001 }, () => 'a'),
    ),
  ).toBeUndefined();
  expect(await wantedIn(root, ['x'.repeat(5_000)])).toBeUndefined();
});
