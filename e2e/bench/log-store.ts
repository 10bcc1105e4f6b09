import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { LogQuery } from '../../app/logs.ts';
import { inShort } from '../../app/rpc/problem.ts';
import { unshared } from '../../main/disk/unshared-fixture.ts';
import { BlockBuilder } from '../../main/engine/ports/log-block.ts';
import { LogSearch } from '../../main/services/logs/search/search.ts';
import { SearchRunner } from '../../main/services/logs/search/search-runner.ts';
import { startSearchThread } from '../../main/services/logs/search/search-thread.ts';
import type { Spool } from '../../main/services/logs/store/spool.ts';
import { SpoolStore } from '../../main/services/logs/store/spool-store.ts';
import { root } from '../../scripts/root.ts';
import type { Benchmark } from './tools/context.ts';
import { timed } from './tools/stats.ts';

const lines = 10_000_000;
const words = ' the quick brown fox jumps over the lazy dog, again and again and again, until nobody counts.';
const runs = 5;
const unbounded = { log: Number.MAX_SAFE_INTEGER, total: Number.MAX_SAFE_INTEGER, age: Number.MAX_SAFE_INTEGER };
const run = promisify(execFile);

/** A log of 10,000,000 lines of 100 bytes on disk: written, read anywhere, and searched beside grep on the same files. */
export const logStore: Benchmark = {
  name: 'log-store',
  async run({ report, say }) {
    const dataDir = await mkdtemp(join(tmpdir(), 'gantry-log-store-'));
    // The bundle as it is shipped; --no-build runs what is there.
    const searchProgram = join(root, 'out/log-search/worker.cjs');
    const runner = new SearchRunner(() => startSearchThread(searchProgram));
    const store = await SpoolStore.create({
      kept: unshared(dataDir),
      classify: () => 0,
      limits: unbounded,
    });
    try {
      const id = '0123456789abcdef'.repeat(2);
      const spool = await store.open(id, { engine: '', name: 'bench', containers: [] });
      const before = process.memoryUsage().rss;
      report({ name: 'append 10,000,000 lines (1 GB)', unit: 's', gantry: [(await fill(spool)) / 1000] });
      report({ name: 'memory after that', unit: 'MB', gantry: [(process.memoryUsage().rss - before) / 1e6] });
      const reads: number[] = [];
      for (let read = 0; read < 1000; read++) {
        const from = Math.floor(Math.random() * (lines - 100));
        reads.push(await timed(() => spool.read(from, from + 100)));
      }
      report({ name: 'read 100 rows anywhere', unit: 'ms', gantry: reads, goal: { of: 'p95', atMost: 16 } });
      const folder = join(dataDir, 'logs', id);
      const texts = (await readdir(folder)).filter((name) => name.endsWith('.log')).map((name) => join(folder, name));
      say(`${texts.length} segments`);
      for (const [what, query, options] of searches) {
        const all: number[] = [];
        const first: number[] = [];
        const grep: number[] = [];
        await search(new LogSearch(spool, query, runner)); // the worker is there, the files are in memory
        for (let n = 0; n < runs; n++) {
          const times = await search(new LogSearch(spool, query, runner));
          all.push(times.all);
          if (times.first !== undefined) first.push(times.first);
          grep.push(await timed(() => run('grep', [...options, query.text, ...texts]).catch(noMatch)));
        }
        const beside = { what: `grep ${options.join(' ')}`, values: grep };
        report({ name: `search 1 GB: ${what}`, unit: 'ms', gantry: all, beside });
        if (first.length === 0) continue;
        report({ name: `first matches: ${what}`, unit: 'ms', gantry: first, goal: { of: 'p95', atMost: 200 } });
      }
    } finally {
      runner.dispose();
      await store.dispose();
      await rm(dataDir, { recursive: true, force: true });
    }
  },
};

const plain = { regex: false, matchCase: true, wholeWord: false, invert: false, levels: [], context: 0 };
const searches: readonly (readonly [what: string, query: LogQuery, grep: readonly string[]])[] = [
  ['text that is nowhere', { ...plain, text: 'panic: ' }, ['-c', '-F']],
  ['text in one line', { ...plain, text: '9000000 the' }, ['-c', '-F']],
  ['text in every line', { ...plain, text: 'fox' }, ['-c', '-F']],
  ['text in any case, in every line', { ...plain, matchCase: false, text: 'FOX' }, ['-c', '-F', '-i']],
  ['a pattern in one of a hundred lines', { ...plain, regex: true, text: '99 +the .*dog' }, ['-c', '-E']],
];

/** Appends as an engine's reader does, in blocks of 64 KiB; returns the ms it took, without making the lines. */
async function fill(spool: Spool): Promise<number> {
  let ms = 0;
  for (let line = 0; line < lines; ) {
    const builder = new BlockBuilder();
    for (; builder.size < 64 * 1024 && line < lines; line++) {
      const bytes = Buffer.from(`${String(line).padStart(10, '0')}${words}`.slice(0, 99));
      builder.add(bytes, 0, bytes.length, 1_700_000_000 + Math.floor(line / 1000), line % 1000, 0);
    }
    const block = builder.take();
    if (block) ms += await timed(() => spool.append(block));
  }
  return ms + (await timed(() => spool.flush()));
}

/** ms until the first matches are known, if there are any, and until all are. */
async function search(search: LogSearch): Promise<{ all: number; first: number | undefined }> {
  const started = performance.now();
  let first: number | undefined;
  await new Promise<void>((resolve) => {
    search.onChange(() => {
      if (search.hits > 0) first ??= performance.now() - started;
      if (search.done) resolve();
    });
  });
  const all = performance.now() - started;
  search.dispose();
  if (search.problem) throw new Error(inShort(search.problem));
  return { all, first };
}

/** grep says with its exit code that there was no match. */
function noMatch(error: unknown): void {
  if ((error as { code?: unknown }).code !== 1) throw error;
}
