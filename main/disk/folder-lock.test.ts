import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FolderLock } from './folder-lock.ts';
import { ownMark } from './process-mark.ts';

let folder: string;
let file: string;
const held: FolderLock[] = [];
const children: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'lock-'));
  file = join(folder, 'lock');
});
afterEach(async () => {
  for (const lock of held.splice(0)) await lock.release();
  for (const child of children.splice(0)) {
    if (child.exitCode === null && child.signalCode === null && child.kill('SIGKILL')) await once(child, 'exit');
  }
  await rm(folder, { recursive: true });
});

/** Short beats: what is watched is watched for a quarter of a second. */
const beat = 100;

async function take(): Promise<FolderLock | undefined> {
  const taken = await FolderLock.take(file, beat);
  if (!(taken instanceof FolderLock)) return undefined;
  held.push(taken);
  return taken;
}

/** Another process that has the lock. */
async function owner(): Promise<ChildProcess> {
  const program = `import { FolderLock } from ${JSON.stringify(new URL('folder-lock.ts', import.meta.url).href)};
    const lock = await FolderLock.take(${JSON.stringify(file)}, ${beat});
    await lock.announce('http://127.0.0.1:1/');
    setInterval(() => {}, 1000);
    console.log('up');`;
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  if (!child.stdout) throw new Error('no output');
  await once(child.stdout, 'data');
  return child;
}

/** Changes what the lock's file says of its owner. */
async function rewrite(change: object): Promise<void> {
  await writeFile(file, JSON.stringify({ ...JSON.parse(await readFile(file, 'utf8')), ...change }));
}

describe('the lock of a folder', () => {
  test('belongs to one process until that gives it up, and says where the owner is', async () => {
    const lock = await take();
    await lock?.announce('http://127.0.0.1:7/');
    expect(await FolderLock.take(file, beat)).toMatchObject({ pid: process.pid, url: 'http://127.0.0.1:7/' });
    await lock?.release();
    expect(await lock?.holds()).toBe(false);
    expect(await readdir(folder)).toEqual([]);
    expect(await take()).toBeDefined();
  });

  test('stays a living process’s, whatever the clock says and though it is halted', async () => {
    const child = await owner();
    const longAgo = new Date(Date.now() - 86_400_000);
    await utimes(file, longAgo, longAgo);
    child.kill('SIGSTOP');
    expect(await FolderLock.take(file, beat)).toMatchObject({ pid: child.pid, url: 'http://127.0.0.1:1/' });
    child.kill('SIGCONT');
  });

  test('is free at once when its owner was killed', async () => {
    const child = await owner();
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(await take()).toBeDefined();
    expect(await readdir(folder)).toEqual(['lock']);
  });

  test.runIf(process.platform === 'linux')('is free when another process has the owner’s number now', async () => {
    await (await take())?.release();
    await writeFile(file, JSON.stringify({ ...(await ownMark()), started: '1', id: 'x', beat: 1 }));
    expect(await take()).toBeDefined();
  });

  test.runIf(process.platform === 'linux')('is free after the machine was started again', async () => {
    await writeFile(file, JSON.stringify({ ...(await ownMark()), boot: 'before', id: 'x', beat: 1 }));
    expect(await take()).toBeDefined();
  });

  test.each([{ machine: 'another' }, { space: 'pid:[1]' }])(
    'of an owner that cannot be seen (%o) stays its own while it counts on',
    async (elsewhere) => {
      await writeFile(file, JSON.stringify({ ...(await ownMark()), ...elsewhere, id: 'x', beat: 1 }));
      let count = 1;
      const counting = setInterval(() => void rewrite({ beat: ++count }), beat);
      expect(await take()).toBeUndefined();
      clearInterval(counting);
    },
  );

  test.each([
    [
      'an owner that cannot be seen and does not count on',
      async () => JSON.stringify({ ...(await ownMark()), machine: 'another', id: 'x', beat: 1 }),
    ],
    ['nobody that is known', () => Promise.resolve('nonsense')],
    ['one that died while it made the file', () => Promise.resolve('')],
  ])('is taken over from %s', async (_, text) => {
    await writeFile(file, await text());
    expect(await take()).toBeDefined();
  });

  test('that another process has taken over is noticed before the next write, and not fought for', async () => {
    const lock = await take();
    await rewrite({ id: 'theirs', url: 'http://127.0.0.1:2/' });
    expect(await lock?.holds()).toBe(false);
    expect(lock?.lost.aborted).toBe(true);
    expect(lock?.holder).toMatchObject({ url: 'http://127.0.0.1:2/' });
    await lock?.release();
    expect(JSON.parse(await readFile(file, 'utf8'))).toMatchObject({ id: 'theirs' });
  });

  test('that a hand removed is made anew', async () => {
    const lock = await take();
    await rm(file);
    expect(await lock?.holds()).toBe(true);
    expect(await FolderLock.take(file, beat)).toMatchObject({ pid: process.pid });
  });

  test('goes to one of many that ask at once for an abandoned one', async () => {
    await writeFile(file, JSON.stringify({ ...(await ownMark()), pid: 4_194_303, id: 'x', beat: 1 }));
    const taken = await Promise.all(Array.from({ length: 20 }, take));
    expect(taken.filter((lock) => lock !== undefined)).toHaveLength(1);
    expect(await taken.find((lock) => lock !== undefined)?.holds()).toBe(true);
    expect(await readdir(folder)).toEqual(['lock']);
  });
});
