import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ContextNode } from '../../../app/build/contexts.ts';
import { surveyContext } from './survey.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-context-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function fill(files: Readonly<Record<string, number>>): void {
  for (const [path, size] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), '');
    truncateSync(join(folder, path), size);
  }
}

/** A node in brief: what is sent and left out of it, in bytes. */
function brief({ name, sent, left, inside }: ContextNode): unknown {
  return [`${name} ${sent.bytes} ${left.bytes}`, ...inside.map(brief)];
}

test('counts what is sent and what is left out, of each folder, and by which line', () => {
  fill({ 'a.txt': 10, 'src/b.ts': 20, 'src/b.log': 5, 'node_modules/x/y.js': 100, 'node_modules/keep.js': 1 });
  const survey = surveyContext(
    folder,
    '# what is not built\n*.log\n**/*.log\nnode_modules\n!node_modules/keep.js\nnone\n',
  );
  expect(brief(survey.top)).toEqual([
    ' 31 105',
    ['node_modules 1 100', ['x 0 100', ['y.js 0 100']], ['keep.js 1 0']],
    ['src 20 5', ['b.ts 20 0'], ['b.log 0 5']],
    ['a.txt 10 0'],
  ]);
  expect(survey.top.sent.files).toBe(3);
  expect(survey.lines).toEqual([
    { line: 2, files: 0, bytes: 0 },
    { line: 3, files: 1, bytes: 5 },
    { line: 4, files: 1, bytes: 100 },
    { line: 5, files: 0, bytes: 0 },
    { line: 6, files: 0, bytes: 0 },
  ]);
  expect(survey.biggest.map(({ path }) => path)).toEqual(['src/b.ts', 'a.txt', 'node_modules/keep.js']);
  expect(survey).toMatchObject({ unread: 0, truncated: false });
});

test('doubts what few images want, as long as it is sent', () => {
  fill({
    '.env': 1,
    '.env.example': 1,
    'certs/server.key': 1,
    'certs/server.crt': 1,
    'app/id_rsa': 1,
    '.git/config': 1,
    'app/node_modules/x.js': 1,
  });
  const doubts = (ignore: string) => surveyContext(folder, ignore).doubts.map(({ path, kind }) => `${path} ${kind}`);
  expect(doubts('').sort()).toEqual([
    '.env secret',
    '.git history',
    'app/id_rsa secret',
    'app/node_modules packages',
    'certs/server.key secret',
  ]);
  expect(doubts('.git\n**/node_modules\n*.env\n**/*.key\n**/id_*\n')).toEqual([]);
});

test('links are counted and not followed, sparse files as long as they are', () => {
  fill({ big: 10 * 1024 ** 3 });
  symlinkSync(folder, join(folder, 'loop'));
  symlinkSync('/etc', join(folder, 'etc'));
  const { top } = surveyContext(folder, '');
  expect(top.sent).toEqual({ files: 3, bytes: 10 * 1024 ** 3 });
});

test('a folder of more than can be told has its largest entries, and the sums of all', () => {
  fill(Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`d${n % 2}/f${n}`, n])));
  const { top, biggest } = surveyContext(folder, '');
  expect(top.sent).toEqual({ files: 3_000, bytes: (2_999 * 3_000) / 2 });
  const [first] = top.inside;
  expect(first).toMatchObject({ name: 'd1', sent: { files: 1_500 } });
  expect(first?.inside[0]).toMatchObject({ name: 'f2999' });
  expect((first?.inside.length ?? 0) + (first?.more ?? 0)).toBe(1_500);
  expect(biggest).toHaveLength(50);
  expect(biggest.at(-1)).toEqual({ path: 'd0/f2950', bytes: 2_950 });
});

test('what takes too long is cut, and says so', () => {
  fill({ a: 1, b: 1, 'c/d': 1 });
  expect(surveyContext(folder, '', { entries: 2, time: 60_000 })).toMatchObject({ truncated: true });
  expect(surveyContext(folder, '', { entries: 100, time: -1 })).toMatchObject({ truncated: true });
});

test('no folder, and an ignore file that builds refuse, are refused', () => {
  expect(() => surveyContext(join(folder, 'none'), '')).toThrow('not-found: context-missing');
  expect(() => surveyContext(folder, '!')).toThrow('invalid-input: ignore-lone-exception');
});
