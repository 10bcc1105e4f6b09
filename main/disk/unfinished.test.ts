import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Unfinished } from './unfinished.ts';
import { unshared } from './unshared-fixture.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unfinished-'));
});
afterEach(() => rm(folder, { recursive: true }));

const at = (...names: string[]) => join(folder, ...names);

test('drafts that a crash left go, in the folder and where a write was under way, and nothing else does', async () => {
  const kept = unshared(at('data'));
  const stays = ['settings.json', 'settings.json.unreadable', `notes.${'1'.repeat(36)}`];
  for (const name of ['drafts', 'unfinished', 'logs', 'logs/a']) await mkdir(at('data', name), { recursive: true });
  for (const name of stays) await writeFile(at('data', name), '');
  for (const name of ['settings.json', 'drafts/x.json', 'logs/a/manifest.json'])
    await writeFile(at('data', `${name}.${randomUUID()}`), '');
  await mkdir(at('work'));
  await writeFile(at('data', 'unfinished', randomUUID()), at('work', 'image.tar'));
  const others = ['image.tar', `other.tar.${randomUUID()}.part`, `image.tar.${randomUUID()}.part.bak`];
  for (const name of [...others, `image.tar.${randomUUID()}.part`, `image.tar.${randomUUID()}`])
    await writeFile(at('work', name), '');
  await new Unfinished(kept).sweep();
  expect((await readdir(at('data'), { recursive: true })).toSorted()).toEqual(
    [...stays, 'drafts', 'logs', 'logs/a', 'unfinished'].toSorted(),
  );
  expect((await readdir(at('work'))).toSorted()).toEqual(others.toSorted());
});

test('word is left only while the write goes on, however it ends', async () => {
  const unfinished = new Unfinished(unshared(folder));
  const seen = await unfinished.during('/x', () => readdir(at('unfinished')));
  await expect(unfinished.during('/x', () => Promise.reject(new Error('full')))).rejects.toThrow('full');
  expect(seen).toHaveLength(1);
  expect(await readdir(at('unfinished'))).toEqual([]);
});

test('a folder that is another process’s is left alone', async () => {
  await writeFile(at(`settings.json.${randomUUID()}`), '');
  const unfinished = new Unfinished({ path: folder, mine: () => Promise.resolve(false) });
  await unfinished.sweep();
  expect(await unfinished.during('/x', () => readdir(folder))).toHaveLength(1);
});
