import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LogQuery } from '../../../../app/logs.ts';
import { levelFlag } from '../rows/flags.ts';
import type { Spool } from '../store/spool.ts';
import { allOf, blockOf, manyLines, openSpool } from '../store/spool-fixture.ts';
import { LogSearch } from './search.ts';
import { SearchRunner } from './search-runner.ts';
import { startSearchThread } from './search-thread.ts';

const program = fileURLToPath(new URL('search-worker.source.mjs', import.meta.url));
const runner = new SearchRunner(() => startSearchThread(program));
afterAll(() => runner.dispose());

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'search-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const open = (more: Parameters<typeof openSpool>[1] = {}) => openSpool(folder, more);

function query(text: string, more: Partial<LogQuery> = {}): LogQuery {
  const plain = { regex: false, matchCase: true, wholeWord: false, invert: false, levels: [], context: 0 };
  return { text, ...plain, ...more };
}

/** Resolves when the search says what it is waited for. */
function until(search: LogSearch, condition: () => boolean): Promise<void> {
  return new Promise((resolve) => {
    const stop = search.onChange(check);
    function check(): void {
      if (!condition()) return;
      stop();
      resolve();
    }
    check();
  });
}

const done = (search: LogSearch) => until(search, () => search.done);

function listed(search: LogSearch): number[] {
  return Array.from({ length: search.end }, (_, position) => search.select(position) ?? -1);
}

describe('a search', () => {
  test('finds rows in all segments, on disk or not, and knows their places', async () => {
    const spool = await open();
    await spool.append(blockOf(manyLines(0, 50_000), 7));
    const search = new LogSearch(spool, query('5', { wholeWord: false }), runner);
    const expected = (await allOf(spool)).flatMap((line, row) => (line.includes('5') ? [row] : []));
    await done(search);
    expect([search.hits, search.end, search.scanned, search.total]).toEqual([
      expected.length,
      expected.length,
      50_000,
      50_000,
    ]);
    expect(listed(search)).toEqual(expected);
    expect(search.isHit(5)).toBe(true);
    expect(search.isHit(6)).toBe(false);
    expect([search.next(5), search.next(4), search.previous(15), search.previous(5)]).toEqual([15, 5, 5, undefined]);
    expect([search.rank(5), search.rank(6), search.rank(99_999), search.hitsBefore(16)]).toEqual([0, 1, search.end, 2]);
    const stamps = await search.stamps(0, 3);
    expect([...stamps.rows, ...stamps.seconds, ...stamps.nanos]).toEqual([5, 15, 25, 7, 7, 7, 5, 5, 5]);
    expect((await search.stamps(search.end - 1, search.end + 5)).rows).toEqual(Float64Array.of(expected.at(-1)!));
    search.dispose();
    await spool.close();
  });

  test('lists what is near a match too, across segments', async () => {
    const spool = await open();
    await spool.append(blockOf(manyLines(0, 40_000)));
    // The first row of the second segment.
    const search = new LogSearch(spool, query('18893 ', { context: 2 }), runner);
    await done(search);
    expect(listed(search)).toEqual([18_891, 18_892, 18_893, 18_894, 18_895]);
    expect([search.hits, search.isHit(18_892), search.rank(18_894)]).toEqual([1, false, 3]);
    search.dispose();
    await spool.close();
  });

  test('goes on with rows that come later, and lists them when they are near', async () => {
    const spool = await open();
    await spool.append(blockOf(['hit', 'x']));
    const search = new LogSearch(spool, query('hit', { context: 2 }), runner);
    await done(search);
    expect(listed(search)).toEqual([0, 1]);
    await spool.append(blockOf(['y', 'z']));
    await until(search, () => search.end === 3);
    await spool.append(blockOf([...manyLines(0), 'hit']));
    await until(search, () => search.hits === 2);
    expect(listed(search)).toEqual([0, 1, 2, 20_002, 20_003, 20_004]);
    expect(search.done).toBe(true);
    search.dispose();
    await spool.close();
  });

  test('forgets rows that are dropped', async () => {
    const spool = await open();
    await spool.append(blockOf(manyLines(0, 40_000)));
    const search = new LogSearch(spool, query('x'), runner);
    await done(search);
    expect(search.hits).toBe(40_000);
    let changes = 0;
    search.onChange(() => changes++);
    spool.dropOldest(1);
    expect([search.hits, search.end, search.select(0), search.total, search.scanned]).toEqual([
      21_107, 21_107, 18_893, 21_107, 21_107,
    ]);
    expect(changes).toBe(1);
    search.dispose();
    await spool.close();
  });

  test('shows first what is newest', async () => {
    const spool = await open();
    for (let part = 0; part < 5; part++) await spool.append(blockOf(manyLines(part * 20_000)));
    const search = new LogSearch(spool, query('x'), runner);
    await until(search, () => search.hits > 0);
    expect(search.isHit(99_999)).toBe(true);
    expect(search.isHit(0)).toBe(false);
    await done(search);
    search.dispose();
    await spool.close();
  });

  test('skips what is damaged, and marks', async () => {
    const spool = await open();
    await spool.append(blockOf(manyLines(0, 40_000)));
    await spool.mark({ kind: 'gap', reason: 'xxx' });
    await spool.flush();
    await rm(join(folder, '000000000000.log'));
    const search = new LogSearch(spool, query('x'), runner);
    await done(search);
    expect([search.hits, search.next(-1), search.scanned]).toEqual([21_107, 18_893, 40_001]);
    search.dispose();
    await spool.close();
  });

  test('of a log in memory', async () => {
    const spool = await openSpool('', { folder: undefined });
    await spool.append(blockOf(manyLines(0, 40_000), 1, (row) => (row % 2 ? levelFlag('error') : 1)));
    const search = new LogSearch(spool, query('9', { stream: 'stderr' }), runner);
    const some = new LogSearch(spool, query('12 ', { levels: ['error'] }), runner);
    await Promise.all([done(search), done(some)]);
    expect(some.hits).toBe(0);
    expect(search.hits).toBe((await allOf(spool)).filter((line, row) => line.includes('9') && row % 2 === 0).length);
    search.dispose();
    some.dispose();
  });

  test('with a bad pattern says so at once', async () => {
    const spool = await open();
    const search = new LogSearch(spool, query('(', { regex: true }), runner);
    expect(search.done).toBe(true);
    expect(search.problem).toMatchObject({
      code: 'invalid-input',
      detail: expect.stringContaining('Unterminated group'),
    });
    search.dispose();
    await spool.close();
  });
});

describe('the worker', () => {
  test('is replaced when a pattern gets it stuck; other searches go on', async () => {
    const spool = await open();
    await spool.append(blockOf([...manyLines(0, 60_000), 'hit', `${'a'.repeat(100)}!`]));
    const stuck = new LogSearch(spool, query('^(a+)+$', { regex: true }), runner);
    const good = new LogSearch(spool, query('hit'), runner);
    await Promise.all([done(stuck), done(good)]);
    expect(stuck.problem).toMatchObject({ code: 'timeout', reason: 'pattern-too-slow' });
    expect([good.hits, good.problem]).toEqual([1, undefined]);
    await spool.append(blockOf(['hit']));
    await until(good, () => good.hits === 2);
    stuck.dispose();
    good.dispose();
    await spool.close();
  }, 20_000);

  test('that cannot start, or dies, is a problem of the search', async () => {
    const broken = new SearchRunner(() => startSearchThread('/nowhere/worker.cjs'));
    const dying = new SearchRunner(() => new Worker('setTimeout(() => process.exit(3), 10)', { eval: true }));
    for (const runner of [broken, dying]) {
      const spool = await open();
      await spool.append(blockOf(['x']));
      const search = new LogSearch(spool, query('x'), runner);
      await done(search);
      expect(search.problem).toMatchObject({ code: 'internal' });
      search.dispose();
      await spool.close();
      runner.dispose();
    }
  });

  test('works no more for a search that has ended', async () => {
    const spool = await open();
    await spool.append(blockOf(manyLines(0, 60_000)));
    const search = new LogSearch(spool, query('x'), runner);
    search.dispose();
    const { hits } = search;
    await spool.append(blockOf(['x']));
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(search.hits).toBe(hits);
    expect(hits).toBeLessThan(60_000);
    await spool.close();
  });
});

test('however a log grows and shrinks, a search lists what a plain one would', async () => {
  const Line = fc.constantFrom('hit', 'Hit', 'x', '', 'h\x1b[1mit', 'ühit', 'hitя');
  const Step = fc.oneof(
    fc.record({ lines: fc.array(Line, { minLength: 1, maxLength: 30 }), times: fc.integer({ min: 1, max: 3000 }) }),
    fc.constantFrom('drop' as const, 'clear' as const, 'mark' as const),
  );
  const Query = fc.record({
    matchCase: fc.boolean(),
    wholeWord: fc.boolean(),
    invert: fc.boolean(),
    context: fc.constantFrom(0, 0, 1, 7),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(Step, { maxLength: 5 }),
      fc.array(Step, { maxLength: 5 }),
      Query,
      async (before, after, more) => {
        const spool = await open();
        for (const step of before) await take(spool, step);
        const search = new LogSearch(spool, query('hit', more), runner);
        for (const step of after) await take(spool, step);
        await until(search, () => search.done && search.scanned === search.total);
        const lines = await allOf(spool);
        const hits = lines.map((line) => !line.startsWith('{') && matches(line, more));
        const near = (row: number) =>
          hits.slice(Math.max(0, row - more.context), row + more.context + 1).includes(true);
        // A dropped match is near no row any more, but what it once listed stays.
        const expected = lines.flatMap((_, row) => (near(row) ? [spool.first + row] : []));
        const extra = new Set(Array.from({ length: more.context }, (_, at) => spool.first + at));
        expect(listed(search).filter((row) => !extra.has(row))).toEqual(expected.filter((row) => !extra.has(row)));
        expect(search.hits).toBe(hits.filter(Boolean).length);
        search.dispose();
        await spool.close();
        await rm(folder, { recursive: true });
      },
    ),
    { numRuns: 25 },
  );

  type Step = { lines: string[]; times: number } | 'drop' | 'clear' | 'mark';
  async function take(spool: Spool, step: Step): Promise<void> {
    if (step === 'drop') spool.dropOldest(1);
    else if (step === 'clear') await spool.clear();
    else if (step === 'mark') await spool.mark({ kind: 'gap', reason: 'hit' });
    else await spool.append(blockOf(Array.from({ length: step.times }, () => step.lines).flat()));
  }
  function matches(line: string, more: { matchCase: boolean; wholeWord: boolean; invert: boolean }): boolean {
    const plain = line.replace('\x1b[1m', '');
    const found = more.matchCase ? plain.includes('hit') : plain.toLowerCase().includes('hit');
    return (found && !(more.wholeWord && plain.length > 3)) !== more.invert;
  }
}, 60_000);
