import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { cause } from '../../../../app/rpc/problem.ts';
import { writeArchive } from '../../transfers/archive-file.ts';
import { textOf } from '../view/export.ts';
import { SingleOrder, wholeLog } from '../view/order.ts';
import { allOf, blockOf, manyLines, openSpool } from './spool-fixture.ts';

const run = promisify(execFile);
const full = JSON.stringify({ kind: 'memory', reason: cause('log-disk-full') });

let disk: string;
beforeAll(async () => {
  disk = await mkdtemp(join(tmpdir(), 'small-disk-'));
  await run('mount', ['-t', 'tmpfs', '-o', 'size=5m', 'tmpfs', disk]);
});
afterAll(async () => {
  await run('umount', [disk]);
  await rm(disk, { recursive: true });
});

test('a log fills a real disk, goes on in memory, and what was written is there the next time', async () => {
  const folder = join(disk, 'log');
  const spool = await openSpool(folder);
  for (let part = 0; part < 5; part++) await spool.append(blockOf(manyLines(part * 20_000)));
  await spool.flush();
  expect(spool.kept).toBe('memory');
  // The mark stands where the log was when it came out.
  expect((await allOf(spool)).filter((line) => line !== full)).toEqual(manyLines(0, 100_000));
  expect(spool.end).toBe(100_001);
  await spool.close();

  // The disk is still full: neither opening nor closing may need any.
  const again = await openSpool(folder);
  const found = await allOf(again);
  const kept = found.filter((line) => line !== full);
  expect(kept).toEqual(manyLines(0, kept.length));
  expect(kept.length).toBeGreaterThan(20_000);
  await again.append(blockOf(manyLines(kept.length)));
  await again.flush();
  expect(again.kept).toBe('memory');
  await again.close();

  // Opening cuts off what the full disk left unfinished; then not a page is free.
  await (await openSpool(folder)).close();
  await run('dd', ['if=/dev/zero', `of=${join(disk, 'filler')}`, 'bs=4k']).catch(() => undefined);
  // What is dropped makes room for the manifest that no longer lists it.
  const third = await openSpool(folder, { limit: () => 1024 * 1024 });
  await third.append(blockOf(manyLines(0, 1000)));
  await third.flush();
  expect(third.kept).toBe('disk');
  expect((await allOf(third)).at(-1)).toBe(manyLines(999, 1)[0]);
  expect(await readdir(folder)).toHaveLength(3);
  await third.close();
});

test('a log that is saved where there is no room for it says so, and leaves nothing', async () => {
  const small = join(disk, 'saved');
  await mkdir(small);
  const spool = await openSpool(undefined);
  await spool.append(blockOf(manyLines(0, 200_000)));
  const rows = { order: new SingleOrder(wholeLog(spool)), logs: [spool] };
  const text = textOf(rows, 0, spool.end, { timestamps: true, plain: true });
  await expect(writeArchive(join(small, 'a.log'), false, text)).rejects.toMatchObject({
    problem: { code: 'no-space' },
  });
  expect(await readdir(small)).toEqual([]);
  await spool.close();
});
