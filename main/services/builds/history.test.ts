import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { BuildRecord } from '../../../app/builds.ts';
import { cause } from '../../../app/rpc/problem.ts';
import { unshared } from '../../disk/unshared-fixture.ts';
import { BuildHistory } from './history.ts';
import { sourceOf } from './source-texts.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'history-'));
});
afterEach(() => rm(dir, { recursive: true }));

function record(id: string): BuildRecord {
  return {
    id: `t${id.repeat(32)}`,
    engine: 'e0123456789ab',
    folder: '/app',
    dockerfile: 'Dockerfile',
    tags: ['app:1'],
    argNames: [],
    noCache: false,
    pull: false,
    state: 'succeeded',
    started: 1,
    ended: 2,
    builder: 'buildkit',
    steps: [{ id: 's', label: 'RUN', instruction: 'RUN', state: 'done', cached: false }],
    stepCount: 1,
    cachedCount: 0,
    contextBytes: 1,
    contextFiles: 1,
    warnings: [],
  };
}

async function kept(): Promise<readonly BuildRecord[]> {
  const history = await BuildHistory.open(unshared(dir));
  for await (const { changed } of history.list.read(new AbortController().signal)) return changed;
  return [];
}

const write = (content: unknown) => writeFile(join(dir, 'builds.json'), JSON.stringify(content));

test('a history survives a restart, with a version', async () => {
  const history = await BuildHistory.open(unshared(dir));
  history.put(record('a'));
  await history.flush();
  expect(await kept()).toEqual([record('a')]);
  expect(JSON.parse(await readFile(join(dir, 'builds.json'), 'utf8'))).toMatchObject({ version: 2 });
});

test('the Dockerfile of a build survives a restart, and goes with the last build of it', async () => {
  const order = { engine: 'e0123456789ab', folder: '/app', dockerfile: 'Dockerfile', tags: [], args: {} };
  const history = await BuildHistory.open(unshared(dir));
  for (const [id, text] of [
    ['a', 'FROM a\n'],
    ['b', 'FROM b\n'],
  ] as const) {
    const source = sourceOf(text);
    history.remember(record(id).id, { ...order, noCache: false, pull: false }, text);
    history.put({ ...record(id), ...(source === undefined ? {} : { source }) });
  }
  await history.flush();
  const later = await BuildHistory.open(unshared(dir));
  expect(['a', 'b', 'c'].map((id) => later.text(record(id).id))).toEqual(['FROM a\n', 'FROM b\n', undefined]);
  later.remove([record('a').id]);
  await later.flush();
  expect(JSON.parse(await readFile(join(dir, 'builds.json'), 'utf8'))).toMatchObject({ dockerfiles: ['FROM b\n'] });
});

test('the first Gantry’s file, a list alone, is read', async () => {
  await write([record('a'), record('b')]);
  expect(await kept()).toEqual([record('a'), record('b')]);
});

test('why one failed survives a restart by name; a sentence of an earlier Gantry is still read', async () => {
  const before = { ...record('a'), state: 'failed' as const, error: { message: 'exit code 2', line: 4 } };
  await write({ version: 1, builds: [before] });
  const history = await BuildHistory.open(unshared(dir));
  const lost = cause('helper-failed', { helper: 'pass' });
  const after = {
    ...record('b'),
    state: 'failed' as const,
    error: { message: '', cause: { ...lost, detail: 'no key' } },
  };
  history.put(after);
  await history.flush();
  expect(await kept()).toEqual([before, after]);
});

test('an odd record is dropped alone, an odd field of one that does without is left out', async () => {
  const odd = { ...record('b'), state: 'exploded' };
  const builds = [record('a'), odd, null, { ...record('c'), image: 7, steps: [...record('c').steps, { id: 3 }] }];
  await write({ version: 1, builds });
  expect(await kept()).toEqual([record('a'), record('c')]);
  const history = await BuildHistory.open(unshared(dir));
  history.put(record('d'));
  await history.flush();
  expect(JSON.parse(await readFile(join(dir, 'builds.json.unreadable'), 'utf8'))).toEqual({ version: 1, builds });
});

test('a file that is none of ours is set aside', async () => {
  await write({ version: 1, builds: 'none' });
  expect(await kept()).toEqual([]);
  expect(JSON.parse(await readFile(join(dir, 'builds.json.unreadable'), 'utf8'))).toEqual({
    version: 1,
    builds: 'none',
  });
});
