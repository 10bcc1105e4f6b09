import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { compareFiles, type FileQuestion } from './file-job.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-forecast-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

const compare = (groups: FileQuestion['groups'], more: Partial<FileQuestion> = {}) =>
  compareFiles({ folder, ignore: '', groups, before: [], ...more });

/** What is told of each group after a change. */
function after(groups: FileQuestion['groups'], change: () => void, ignore = '') {
  const { files: before } = compare(groups, { ignore });
  change();
  return compare(groups, { ignore, before }).changes;
}

test('names the first file of each step that is another', () => {
  put({ 'a.txt': 'a', 'src/b.ts': 'b', 'src/deep/c.ts': 'c', 'd.json': '{}' });
  const groups = [['.'], ['src'], ['./a.txt', '*.json'], ['src/deep/']];
  expect(after(groups, () => undefined)).toEqual([undefined, undefined, undefined, undefined]);
  expect(after(groups, () => put({ 'src/b.ts': 'B', 'src/deep/c.ts': 'C' }))).toEqual([
    { kind: 'file', path: 'src/b.ts', change: 'changed' },
    { kind: 'file', path: 'src/b.ts', change: 'changed' },
    undefined,
    { kind: 'file', path: 'src/deep/c.ts', change: 'changed' },
  ]);
  expect(after(groups, () => rmSync(join(folder, 'd.json')))[2]).toEqual({
    kind: 'file',
    path: 'd.json',
    change: 'removed',
  });
  expect(after(groups, () => put({ 'src/e': '' }))[1]).toEqual({ kind: 'file', path: 'src/e', change: 'added' });
});

test('what is written anew and says the same is the same, but not with other permissions', () => {
  put({ a: 'same', b: 'x' });
  symlinkSync('a', join(folder, 'link'));
  expect(
    after([['.']], () => {
      put({ a: 'same' });
      utimesSync(join(folder, 'a'), 1, 1);
    }),
  ).toEqual([undefined]);
  expect(after([['.']], () => chmodSync(join(folder, 'b'), 0o755))).toEqual([
    { kind: 'file', path: 'b', change: 'changed' },
  ]);
  expect(
    after([['link']], () => {
      rmSync(join(folder, 'link'));
      symlinkSync('b', join(folder, 'link'));
    }),
  ).toEqual([{ kind: 'file', path: 'link', change: 'changed' }]);
});

test('what the ignore file leaves out does not count, what it takes back does', () => {
  put({ 'logs/a.log': '1', 'logs/keep.log': '1' });
  const ignore = 'logs/*\n!logs/keep.log\n';
  expect(after([['.']], () => put({ 'logs/a.log': '2' }), ignore)).toEqual([undefined]);
  expect(after([['.']], () => put({ 'logs/keep.log': '2' }), ignore)).toEqual([
    { kind: 'file', path: 'logs/keep.log', change: 'changed' },
  ]);
});

test('the file in the editor counts as it is there', () => {
  put({ Dockerfile: '\uFEFFFROM a\r\n' });
  const { files: before } = compare([['.']]);
  const typed = (text: string) => compare([['.']], { before, typed: { path: 'Dockerfile', text } }).changes;
  expect(typed('FROM a\n')).toEqual([undefined]);
  expect(typed('FROM b\n')).toEqual([{ kind: 'file', path: 'Dockerfile', change: 'changed' }]);
});

test('of what changed while the build ran it is not known what that saw', () => {
  put({ a: '1' });
  const { files: before } = compare([['.']], { since: 0 });
  expect(compare([['.']], { before }).changes).toEqual([{ kind: 'unread' }]);
});

test('of more files than are kept nothing is told', () => {
  mkdirSync(join(folder, 'many'));
  for (let n = 0; n < 10_050; n += 1) writeFileSync(join(folder, 'many', `${n}`), '');
  expect(compare([['.'], ['none']])).toEqual({
    files: [],
    changes: [{ kind: 'unread' }, { kind: 'unread' }],
    truncated: true,
  });
});
