import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeDoorPage } from './opener.ts';

let place: string;

beforeEach(async () => {
  place = await mkdtemp(join(tmpdir(), 'doors-'));
});
afterEach(() => rm(place, { recursive: true }));

const address = 'http://127.0.0.1:1/?once=c0de';

it('lies in a folder that is not hidden and lets nobody else in', async () => {
  const door = await writeDoorPage(address, [place]);
  expect(dirname(dirname(door.file))).toBe(place);
  expect(dirname(door.file).slice(place.length)).toMatch(/^.gantry-open-/);
  const found = await Promise.all([dirname(door.file), door.file].map((path) => stat(path)));
  // Windows has no such modes: there the folder for temporary files is the person's own.
  const expected = process.platform === 'win32' ? found.map(({ mode }) => mode & 0o777) : [0o700, 0o600];
  expect(found.map(({ mode }) => mode & 0o777)).toEqual(expected);
  const page = await readFile(door.file, 'utf8');
  expect(page).toContain(`content="0;url=${address}"`);
  expect(page).not.toContain('<script');
  await door.remove();
  expect(await readdir(place)).toEqual([]);
  await door.remove();
});

it('takes the next place where the first takes nothing', async () => {
  const door = await writeDoorPage(address, [join(place, 'missing'), place]);
  expect(dirname(dirname(door.file))).toBe(place);
  await door.remove();
});

it('rejects where no place takes it', async () => {
  await expect(writeDoorPage(address, [join(place, 'missing')])).rejects.toMatchObject({ code: 'ENOENT' });
});

it('takes away what a killed host left, and leaves what another one has just made', async () => {
  const old = join(place, 'gantry-open-aaaaaa');
  const fresh = join(place, 'gantry-open-bbbbbb');
  const foreign = join(place, 'other');
  for (const folder of [old, fresh, foreign]) await mkdir(folder);
  for (const folder of [old, foreign]) await utimes(folder, 1, 1);
  const door = await writeDoorPage(address, [place]);
  await door.remove();
  expect((await readdir(place)).sort()).toEqual(['gantry-open-bbbbbb', 'other']);
});
