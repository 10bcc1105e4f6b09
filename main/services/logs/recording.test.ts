import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { LogTarget } from '../../../app/logs.ts';
import { unshared } from '../../disk/unshared-fixture.ts';
import { Recording } from './recording.ts';
import type { FeedSources } from './view/feed.ts';

let dir: string;
let end: AbortController;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'recording-'));
  end = new AbortController();
});
afterEach(() => rm(dir, { recursive: true }));

const idOf = (digit: string) => digit.repeat(32);
const logOf = (digit: string): LogTarget => ({ kind: 'kept', log: idOf(digit) });

/** A recording, and the logs that it holds now. */
async function resume(folder = unshared(dir)) {
  const held: string[] = [];
  const openKept = async (log: string) => {
    held.push(log);
    return { log: {}, release: () => void held.splice(held.indexOf(log), 1) };
  };
  const sources = { logs: { openKept } } as unknown as FeedSources;
  return { recording: await Recording.resume(sources, folder, end.signal), held };
}

const kept = async () => JSON.parse(await readFile(join(dir, 'recording.json'), 'utf8'));

it('holds what it was told to and nothing else, and goes on with that in the next run', async () => {
  const { recording, held } = await resume();
  await recording.set([]);
  expect(await readdir(dir)).toEqual([]);
  await recording.set([logOf('a'), logOf('b'), logOf('a')]);
  expect(held).toEqual([idOf('a'), idOf('b')]);
  await recording.set([logOf('b'), logOf('c')]);
  expect(held).toEqual([idOf('b'), idOf('c')]);
  expect(await kept()).toEqual({ version: 1, targets: [logOf('b'), logOf('c')] });
  end.abort();
  expect(held).toEqual([]);

  end = new AbortController();
  const next = await resume();
  await expect.poll(() => next.held).toEqual([idOf('b'), idOf('c')]);
});

it('goes on with what of its file can be read, of which a copy stays', async () => {
  const text = JSON.stringify({ version: 1, targets: [{ kind: 'kept', log: '../x' }, logOf('a'), 7] });
  await writeFile(join(dir, 'recording.json'), text);
  const { recording, held } = await resume();
  await expect.poll(() => held).toEqual([idOf('a')]);
  await recording.set([]);
  expect(held).toEqual([]);
  expect(await readFile(join(dir, 'recording.json.unreadable'), 'utf8')).toBe(text);
});

it('records all the same where the folder is not ours', async () => {
  const { recording, held } = await resume({ path: dir, mine: () => Promise.resolve(false) });
  await recording.set([logOf('a')]);
  expect(held).toEqual([idOf('a')]);
  expect(await readdir(dir)).toEqual([]);
});
