import { cp, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Kept } from '../../../disk/data-folder.ts';
import { unshared } from '../../../disk/unshared-fixture.ts';
import { BlockBuilder, type LogBlock, lineCount } from '../../../engine/ports/log-block.ts';
import { defaultLimits, overBudget, type SpoolLimits } from './budget.ts';
import { SpoolStore } from './spool-store.ts';

const one = '1'.repeat(32);
const two = '2'.repeat(32);
const note = { engine: 'e0123456789ab', name: 'web', containers: [] };
const mib = 1024 * 1024;

let dataDir: string;
const stores: SpoolStore[] = [];
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'store-'));
});
afterEach(async () => {
  for (const store of stores.splice(0)) await store.dispose();
  await rm(dataDir, { recursive: true, force: true });
});

async function create(limits: SpoolLimits = defaultLimits, kept: Kept = unshared(dataDir)): Promise<SpoolStore> {
  const store = await SpoolStore.create({ kept, classify: () => 0, limits });
  stores.push(store);
  return store;
}

/** Some 2.4 MiB with their index. */
function lines(count = 20_000): LogBlock {
  const builder = new BlockBuilder();
  const line = Buffer.alloc(110, 'x');
  for (let at = 0; at < count; at++) builder.add(line, 0, line.length, 1, 0, 0);
  return builder.take()!;
}

test('a log is one object for all who have it open, and on disk when the last has gone', async () => {
  const store = await create();
  const [a, b] = await Promise.all([store.open(one, note), store.open(one, note)]);
  expect(a).toBe(b);
  await a.append(lines(3));
  await store.release(a);
  await a.append(lines(3));
  // Opening while it closes waits for that.
  const closing = store.release(b);
  await new Promise(setImmediate);
  const c = await store.open(one, { ...note, name: 'unused' });
  await closing;
  expect(c).not.toBe(a);
  expect([c.end, c.note]).toEqual([6, note]);
  expect((await stat(join(dataDir, 'logs', one))).mode & 0o777).toBe(0o700);
  await store.release(c);
});

test.each(['closed', 'killed'])('rows that were on disk before it was %s are there at the next start', async (how) => {
  const store = await create();
  const spool = await store.open(one, note);
  const index = join(dataDir, 'logs', one, '000000000000.idx');
  // The manifest of a log without rows first, as of one whose container prints a moment later.
  await vi.waitFor(() => stat(join(dataDir, 'logs', one, 'manifest.json')), 20_000);
  await spool.append(lines(3));
  await vi.waitFor(async () => expect((await stat(index)).size).toBe(3 * 16), 20_000);
  const next = await mkdtemp(join(tmpdir(), 'store-'));
  if (how === 'closed') await store.release(spool);
  await cp(dataDir, next, { recursive: true });
  const later = await create(defaultLimits, unshared(next));
  await later.check(true);
  expect(await later.list()).toMatchObject([{ id: one, rows: 3 }]);
  await later.dispose();
  await rm(next, { recursive: true });
});

test('tells of every log without opening it', async () => {
  const store = await create();
  const open = await store.open(one, note);
  await open.append(lines(2));
  const closed = await store.open(two, { ...note, name: 'db' });
  await closed.append(lines(25_000));
  await store.release(closed);
  await mkdir(join(dataDir, 'logs', '3'.repeat(32)));
  await writeFile(join(dataDir, 'logs', 'stray'), '');
  expect([...(await store.list())].sort((a, b) => a.id.localeCompare(b.id))).toEqual([
    { id: one, note, rows: 2, bytes: 2 * 127, last: { seconds: 1, nanos: 0 } },
    { id: two, note: { ...note, name: 'db' }, rows: 25_000, bytes: 25_000 * 127, last: { seconds: 1, nanos: 0 } },
    { id: '3'.repeat(32), note: undefined, rows: 0, bytes: 0, last: undefined },
  ]);
});

test('deletes a log that is closed and empties one that is open', async () => {
  const store = await create();
  const open = await store.open(one, note);
  await open.append(lines(2));
  await store.release(await store.open(two, note));
  await Promise.all([store.remove(one), store.remove(two)]);
  expect([open.first, open.end]).toEqual([2, 2]);
  expect((await store.list()).map(({ id }) => id)).toEqual([one]);
});

test('an id that could be a path is none', async () => {
  const store = await create();
  for (const id of ['../settings', '', 'A'.repeat(32), `${one}/x`]) {
    await expect(store.open(id, note)).rejects.toThrow('not-a-log');
    await expect(store.remove(id)).rejects.toThrow('not-a-log');
  }
});

test('a log that is not to be kept leaves nothing on disk', async () => {
  const store = await create();
  const spool = await store.open(one, note, 'memory');
  for (let part = 0; part < 10; part++) await spool.append(lines());
  expect(spool.kept).toBe('memory');
  expect(spool.end).toBe(200_000);
  expect(spool.bytes).toBeLessThan(19 * mib);
  expect(lineCount(await spool.read(0, 200_000))).toBe(spool.end - spool.first);
  expect(await readdir(join(dataDir, 'logs'))).toEqual([]);
  await store.release(spool);
  expect(await store.list()).toEqual([]);
});

test('a log that is not to be kept any more leaves what is on disk alone, until that is deleted', async () => {
  const store = await create();
  const before = await store.open(one, note);
  await before.append(lines(5));
  await store.release(before);
  const spool = await store.open(one, note, 'memory');
  await spool.append(lines(2));
  expect([spool.first, spool.end]).toEqual([0, 2]);
  expect(await store.list()).toMatchObject([{ id: one, rows: 5 }]);
  await store.remove(one);
  expect([spool.first, spool.end]).toEqual([2, 2]);
  expect(await store.list()).toEqual([]);
});

describe('bounds', () => {
  test('hold for one log', async () => {
    const store = await create({ ...defaultLimits, log: 6 * mib });
    const spool = await store.open(one, note);
    for (let part = 0; part < 5; part++) await spool.append(lines());
    expect(spool.first).toBeGreaterThan(0);
    expect(spool.bytes).toBeLessThan(9 * mib);
  });

  test('hold for all logs together, and when they are changed: the oldest goes first, open or not', async () => {
    const store = await create();
    const first = await store.open(one, note);
    for (let part = 0; part < 3; part++) await first.append(lines());
    await store.release(first);
    const second = await store.open(two, note);
    for (let part = 0; part < 3; part++) await second.append(lines());
    await second.flush();
    store.limits = { ...defaultLimits, total: 9 * mib };
    await store.check();
    const left = new Map((await store.list()).map(({ id, rows }) => [id, rows]));
    expect(left.get(two)).toBe(60_000);
    expect(left.get(one)).toBeLessThan(30_000);
    expect(left.get(one)).toBeGreaterThan(0);
    store.limits = { ...defaultLimits, total: 1 * mib };
    await store.check();
    expect((await store.list()).map(({ id }) => id)).toEqual([two]);
    expect(second.first).toBeGreaterThan(50_000);
  });

  test('hold for what is old, also when it was closed long ago', async () => {
    const store = await create();
    for (const id of [one, two]) {
      const spool = await store.open(id, note);
      await spool.append(lines());
      if (id === one) await store.release(spool);
    }
    await new Promise((resolve) => setTimeout(resolve, 20));
    store.limits = { ...defaultLimits, age: 10 };
    await store.check();
    expect((await store.list()).map(({ id }) => id)).toEqual([two]);
    const still = await store.open(two, note);
    // What is being written stays.
    expect(still.end - still.first).toBeLessThan(2000);
    expect(still.end - still.first).toBeGreaterThan(0);
  });

  test('the plan takes no more than it must', () => {
    const part = (size: number, written: number) => ({ size, written });
    const accounts = [
      { id: one, parts: [part(10, 5), part(10, 90)], rest: 5 },
      { id: two, parts: [part(10, 80), part(10, 81)], rest: 0 },
    ];
    const plan = (limits: Partial<SpoolLimits>) => [
      ...overBudget(accounts, { log: 100, total: 100, age: 100, ...limits }, 100),
    ];
    expect(plan({})).toEqual([]);
    expect(plan({ age: 20 })).toEqual([[one, 1]]);
    expect(plan({ log: 24 })).toEqual([[one, 1]]);
    expect(plan({ total: 45 })).toEqual([]);
    expect(plan({ total: 34 })).toEqual([
      [one, 1],
      [two, 1],
    ]);
    expect(plan({ total: 0 })).toEqual([
      [one, 2],
      [two, 2],
    ]);
  });
});

describe('the folder', () => {
  test('of another process is left alone: logs are in memory, and say so', async () => {
    const store = await create(defaultLimits, { path: dataDir, mine: () => Promise.resolve(false) });
    const spool = await store.open(one, note);
    expect(spool.kept).toBe('memory');
    expect((await spool.read(0, 1)).text.toString()).toBe(
      '{"kind":"memory","reason":{"reason":"log-folder-not-ours","params":{}}}\n',
    );
    await store.dispose();
    expect(await readdir(dataDir)).toEqual([]);
  });

  test('that another process takes over is not written any more: what is open goes on in memory', async () => {
    let mine = true;
    const store = await create(defaultLimits, { path: dataDir, mine: () => Promise.resolve(mine) });
    const spool = await store.open(one, note);
    await spool.append(lines(3));
    await spool.flush();
    const before = await readFile(join(dataDir, 'logs', one, 'manifest.json'), 'utf8');
    mine = false;
    await spool.append(lines(3));
    await vi.waitFor(() => expect(spool.kept).toBe('memory'));
    await store.remove(one);
    expect((await store.open(two, note)).kept).toBe('memory');
    expect(await readFile(join(dataDir, 'logs', one, 'manifest.json'), 'utf8')).toBe(before);
    expect(await readdir(join(dataDir, 'logs'))).toEqual([one]);
  });

  test('may be missing for good: a file in its place', async () => {
    await writeFile(join(dataDir, 'logs'), '');
    const store = await create();
    const spool = await store.open(one, note);
    expect(spool.kept).toBe('memory');
    expect(await store.list()).toEqual([]);
    await store.release(spool);
  });
});
