import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { toProblem } from '../../../app/rpc/problem.ts';
import { type Entry, Journal } from './journal.ts';

let path: string;
beforeEach(async () => {
  path = await mkdtemp(join(tmpdir(), 'journal-'));
});
afterEach(() => rm(path, { recursive: true }));

const mine = { mine: async () => true };
const hex = (digit: string, length: number) => digit.repeat(length);
const entry: Entry = {
  id: `e${hex('1', 32)}`,
  engine: `e${hex('0', 12)}`,
  old: hex('a', 64),
  name: 'web',
  aside: 'web-before-edit-111111',
  fresh: 'web-edited-111111111111',
  target: 'web',
  ran: true,
  policy: 'always',
  phase: 'making',
};
const kept: Entry = { ...entry, phase: 'kept', made: hex('b', 64), until: 5 };
const file = () => join(path, 'edits.json');

it('is on disk before a step is done, and read by the next start', async () => {
  const journal = await Journal.open({ path, ...mine });
  await journal.put(entry);
  expect(JSON.parse(await readFile(file(), 'utf8'))).toEqual({ version: 1, edits: [entry] });
  await journal.put(kept);
  const next = await Journal.open({ path, ...mine });
  expect(next.entries).toEqual([kept]);
  await next.drop(kept.id);
  expect((await Journal.open({ path, ...mine })).entries).toEqual([]);
});

it('tells of what can be taken back, and of nothing else', async () => {
  const journal = await Journal.open({ path, ...mine });
  const list = journal.list.read(AbortSignal.timeout(10_000))[Symbol.asyncIterator]();
  const next = async () => ((await list.next()).value as { changed: readonly object[] }).changed;
  expect(await next()).toEqual([]);
  await journal.put(entry);
  await journal.put(kept);
  const { id, engine, old, aside } = kept;
  expect(await next()).toEqual([{ id, engine, old, aside, name: 'web', container: kept.made, until: 5 }]);
});

it('leaves out an entry that is damaged, and keeps a copy of the file', async () => {
  const odd = { ...kept, id: `e${hex('2', 32)}`, old: '../../etc' };
  await writeFile(file(), JSON.stringify({ version: 1, edits: [odd, kept, 7] }));
  const journal = await Journal.open({ path, ...mine });
  expect(journal.entries).toEqual([kept]);
  await journal.drop(kept.id);
  expect(await readFile(`${file()}.unreadable`, 'utf8')).toContain('../../etc');
  await writeFile(file(), 'none of ours');
  expect((await Journal.open({ path, ...mine })).entries).toEqual([]);
});

it('is another process’s, whose edits are not ours to undo, and then none is begun', async () => {
  await (await Journal.open({ path, ...mine })).put(entry);
  const second = await Journal.open({ path, mine: async () => false });
  expect(second.entries).toEqual([]);
  expect(await second.put(entry).catch(toProblem)).toMatchObject({ reason: 'edit-unkept' });
});

it('stays as it was where the disk does not take a step', async () => {
  const journal = await Journal.open({ path: join(path, 'gone'), ...mine });
  await expect(journal.put(entry)).rejects.toThrow();
  expect(journal.entries).toEqual([]);
});
