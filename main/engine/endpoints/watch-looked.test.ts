import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { LookedWatch } from './watch-looked.ts';

let root = '';
let calls = 0;
const watch = new LookedWatch(() => {
  calls += 1;
});
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'w-'));
  calls = 0;
});
afterEach(async () => {
  watch.stop();
  await rm(root, { recursive: true, force: true });
});

const look = (files: readonly string[], folders: readonly string[] = []) =>
  watch.renew({
    files: new Set(files.map((path) => join(root, path))),
    folders: new Set(folders.map((path) => join(root, path))),
  });
/** Does something, and waits until that was told of. */
async function told(change: () => Promise<unknown>): Promise<void> {
  const before = calls;
  await change();
  await expect.poll(() => calls, { timeout: 5000 }).toBeGreaterThan(before);
}

test('a file that comes, changes, is replaced or goes is told of', async () => {
  look(['a.json']);
  await told(() => writeFile(join(root, 'a.json'), '1'));
  await told(() => writeFile(join(root, 'a.json'), '2'));
  await writeFile(join(root, 'new'), '3');
  await told(() => rename(join(root, 'new'), join(root, 'a.json')));
  await told(() => rm(join(root, 'a.json')));
});

test('of a folder that is not there yet, the way to it is watched', async () => {
  look(['deep/er/a.json']);
  await told(() => mkdir(join(root, 'deep')));
  expect(look(['deep/er/a.json'])).toBe(true);
  await told(() => mkdir(join(root, 'deep', 'er')));
  look(['deep/er/a.json']);
  await told(() => writeFile(join(root, 'deep', 'er', 'a.json'), ''));
  expect(look(['deep/er/a.json'])).toBe(false);
});

test('a folder that was listed tells of each entry, and one that is removed and made anew goes on', async () => {
  await mkdir(join(root, 'meta'));
  look([], ['meta']);
  await told(() => mkdir(join(root, 'meta', 'x')));
  await told(() => rm(join(root, 'meta'), { recursive: true }));
  look([], ['meta']);
  await told(() => mkdir(join(root, 'meta')));
});

test('what nobody looked at is not told of, and nothing after the end', async () => {
  look(['a.json']);
  await writeFile(join(root, 'other'), '');
  await new Promise((resolve) => setTimeout(resolve, 300)); // of nothing no event tells; a call comes within some ms
  expect(calls).toBe(0);
  watch.stop();
  await writeFile(join(root, 'a.json'), '1');
  await new Promise((resolve) => setTimeout(resolve, 300)); // of nothing no event tells; a call comes within some ms
  expect(calls).toBe(0);
});

test('thousands of places are bounded', () => {
  expect(look(Array.from({ length: 5000 }, (_, at) => `f${at}/x`))).toBe(true);
});
