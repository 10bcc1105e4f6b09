import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { allOf, openSpool } from './spool-fixture.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spool-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

test('whenever the process is killed, what is left is whole and goes on', async () => {
  const module = (name: string) => new URL(name, import.meta.url).href;
  const program = `
    const { blockOf, openSpool } = await import('${module('spool-fixture.ts')}');
    const spool = await openSpool(${JSON.stringify(folder)});
    for (;;) {
      const from = spool.end;
      const lines = Array.from({ length: 300 }, (_, at) => String(from + at).padEnd(from % 200, '.'));
      await spool.append(blockOf(lines));
      console.log(spool.end);
      await new Promise(setImmediate);
    }`;
  let rows = 0;
  // Of rows that are taken up to 1 MiB is not on disk yet.
  for (const more of [300, 6_000, 40_000, 3_000]) {
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program]);
    const ended = once(child, 'exit');
    for await (const line of createInterface({ input: child.stdout })) {
      if (Number(line) >= rows + more) child.kill('SIGKILL');
    }
    await ended;
    const spool = await openSpool(folder);
    const found = await allOf(spool);
    expect(found.map((line) => Number.parseInt(line, 10))).toEqual(found.map((_, row) => row));
    expect(found.length).toBeGreaterThanOrEqual(rows);
    rows = found.length;
    await spool.close();
  }
  expect(rows).toBeGreaterThan(10_000);
}, 120_000);
