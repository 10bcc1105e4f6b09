import { mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LogLevel } from '../../../../app/logs.ts';
import { classifier } from '../classify/classify.ts';
import { LiveLog } from '../follow/live-log.ts';
import { LogSink } from '../follow/sink.ts';
import type { Spool } from '../store/spool.ts';
import { blockOf, openSpool } from '../store/spool-fixture.ts';
import { LogView } from '../view/view.ts';
import { countsOf, tallyOf } from './level-counts.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'levels-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const none: Record<LogLevel, number> = { trace: 0, debug: 0, info: 0, warn: 0, error: 0, fatal: 0 };
const words = ['INFO: it went well', 'WARN: careful', 'ERROR: oops', 'FATAL: gone', 'DEBUG: x=1', 'just words'];

/** Lines of 111 bytes: 18,893 of them fill a segment. */
const lines = (count: number) =>
  Array.from({ length: count }, (_, at) => (words[at % words.length] ?? '').padEnd(110, '.'));

const classify = classifier(() => true);
const open = (more = {}) => openSpool(folder, { classify, ...more });

/** What is counted, and the same from the rows themselves, one by one. */
async function both(spool: Spool) {
  const { index } = await spool.read(0, Number.MAX_SAFE_INTEGER);
  return { counted: spool.levels, found: tallyOf(index) };
}

async function right(spool: Spool): Promise<void> {
  const { counted, found } = await both(spool);
  expect(counted).toEqual(found);
}

/** The manifest as a version of before wrote it, or as somebody changed it. */
async function changeFacts(change: (facts: Record<string, unknown>) => Record<string, unknown>): Promise<void> {
  const path = join(folder, 'manifest.json');
  const manifest = JSON.parse(await readFile(path, 'utf8'));
  const { segments, tail } = manifest;
  await writeFile(path, JSON.stringify({ ...manifest, segments: segments.map(change), tail: tail && change(tail) }));
}

const uncounted = (facts: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(facts).filter(([key]) => key !== 'levels'));

describe('the lines of a log by level', () => {
  test('are counted as they come; marks are none, and a trace has the level of what it belongs to', async () => {
    const spool = await open();
    expect(countsOf(spool.levels ?? tallyOf(new Uint32Array()))).toEqual(none);
    await spool.append(blockOf(['INFO: a', 'ERROR: b', '\tat java.lang.Thread.run(Thread.java:1)', 'plain']));
    await spool.mark({ kind: 'started' });
    await spool.append(blockOf(['WARN: c', '{"level":"error","msg":"d"}']));
    expect(spool.levels && countsOf(spool.levels)).toEqual({ ...none, info: 1, error: 3, warn: 1 });
    await right(spool);
    await spool.close();
  });

  test('are those that are left when the oldest had to go, on disk and in memory', async () => {
    for (const spool of [await open({ limit: () => 3 * 1024 * 1024 }), await openSpool(undefined, { classify })]) {
      for (let part = 0; part < 9; part++) {
        await spool.append(blockOf(lines(20_000)));
        await right(spool);
      }
      expect(spool.first).toBeGreaterThan(0);
      spool.dropOldest(1);
      await right(spool);
      await spool.clear();
      expect(spool.levels && countsOf(spool.levels)).toEqual(none);
      await spool.close();
    }
  });

  test('are known at once when the log is opened again, and go on', async () => {
    const first = await open();
    await first.append(blockOf(lines(40_000)));
    const { levels } = first;
    await first.close();
    const again = await open();
    expect(again.levels).toEqual(levels);
    await again.append(blockOf(['FATAL: once more']));
    await right(again);
    await again.close();
  });

  test('are found again where no manifest is left', async () => {
    const first = await open();
    await first.append(blockOf(lines(40_000)));
    await first.close();
    await rm(join(folder, 'manifest.json'));
    const again = await open();
    await right(again);
    await again.close();
  });

  test.each([
    ['did not count them', uncounted],
    ['tells nonsense of them', (facts: Record<string, unknown>) => ({ ...facts, levels: 'many' })],
    [
      'tells more than there are lines',
      (facts: Record<string, unknown>) => ({ ...facts, levels: [0, 0, 0, 9, 0, 0, 0] }),
    ],
    ['knows more levels', (facts: Record<string, unknown>) => ({ ...facts, levels: [1, 1, 1, 1, 1, 1, 1, 1] })],
  ])('are unknown until they were counted once where the manifest %s', async (_, change) => {
    const first = await open();
    await first.append(blockOf(lines(40_000)));
    const { levels } = first;
    await first.close();
    await changeFacts(change);
    const again = await open();
    expect(again.levels).toBeUndefined();
    expect([again.first, again.end]).toEqual([0, 40_000]);
    await again.append(blockOf(['FATAL: meanwhile']));
    await expect.poll(() => again.levels).toBeDefined();
    await right(again);
    await again.close();
    const third = await open();
    expect(third.levels?.at(-1)).toBe((levels?.at(-1) ?? 0) + 1);
    await third.close();
  });

  test('leave out those that are damaged', async () => {
    const first = await open();
    await first.append(blockOf(lines(40_000)));
    await first.close();
    await changeFacts(uncounted);
    await truncate(join(folder, '000000018893.idx'), 1000);
    const again = await open();
    await expect.poll(() => again.levels).toBeDefined();
    await right(again);
    expect(again.lines).toBe(again.levels?.reduce((sum, count) => sum + count, 0));
    await again.close();
  });

  test('are those of the whole when what was printed before is joined', async () => {
    const spool = await open();
    const sink = await LogSink.open(spool, () => openSpool(undefined, { classify }));
    const log = new LiveLog('a'.repeat(32), 'e0123456789ab', sink);
    const view = new LogView(true);
    view.add({ log, release: () => undefined });
    await sink.beginTail();
    await sink.append(blockOf(['ERROR: new', 'WARN: new']));
    await sink.mark({ kind: 'started' });
    await sink.fill(blockOf(['INFO: old', 'ERROR: new']));
    expect(view.state().levels).toEqual({ ...none, error: 1, warn: 1 });
    await sink.join(1);
    expect(view.state().levels).toEqual({ ...none, info: 1, error: 1, warn: 1 });
    view.dispose();
    await spool.close();
  });

  test('are those of all logs of a view, and not told while one of them is not known', async () => {
    const old = await open();
    await old.append(blockOf(lines(30_000)));
    await old.close();
    await changeFacts(uncounted);
    const view = new LogView(false);
    const memory = await openSpool(undefined, { classify });
    await memory.append(blockOf(['ERROR: one', 'DEBUG: two']));
    const again = await open();
    const told: unknown[] = [];
    view.onChange(() => told.push(view.state().levels));
    for (const [at, spool] of [memory, again].entries()) {
      const sink = await LogSink.open(spool, () => openSpool(undefined));
      const log = new LiveLog(String(at).repeat(32), 'e0123456789ab', sink);
      view.add({ log, release: () => undefined });
    }
    const all = { ...none, info: 5000, warn: 5000, error: 5001, fatal: 5000, debug: 5001 };
    await expect.poll(() => view.state().levels).toEqual(all);
    // Never a part of the whole.
    expect([undefined, { ...none, error: 1, debug: 1 }, all]).toEqual(expect.arrayContaining(told));
    view.dispose();
    await again.close();
  });
});

test('whatever is appended, dropped and opened again, the counts are those of the rows', async () => {
  const Step = fc.oneof(
    fc.record({
      kind: fc.constant('append' as const),
      lines: fc.array(fc.constantFrom(...words, ''), { maxLength: 30 }),
      times: fc.integer({ min: 1, max: 300 }),
    }),
    fc.record({ kind: fc.constantFrom('mark', 'reopen', 'clear', 'drop', 'flush') }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(Step, { maxLength: 10 }), async (steps) => {
      let spool = await open();
      for (const step of steps) {
        if ('lines' in step) await spool.append(blockOf(Array.from({ length: step.times }, () => step.lines).flat()));
        else if (step.kind === 'mark') await spool.mark({ kind: 'oom' });
        else if (step.kind === 'reopen') {
          await spool.close();
          spool = await open();
        } else if (step.kind === 'clear') await spool.clear();
        else if (step.kind === 'drop') spool.dropOldest(1);
        else await spool.flush();
        await right(spool);
      }
      await spool.close();
      await rm(folder, { recursive: true });
    }),
    { numRuns: 25 },
  );
}, 30_000);
