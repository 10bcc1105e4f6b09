import { appendFile, mkdtemp, readdir, readFile, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { BlockBuilder, type LogBlock, lineBytes, lineCount, wordsPerLine } from '../../engine/log-block.ts';
import { RowFlag } from './flags.ts';
import { SearchRunner } from './search-runner.ts';
import { segmentBytes, segmentRows } from './segment.ts';
import { SegmentCache } from './segment-cache.ts';
import { Spool, type SpoolOptions } from './spool.ts';

const id = 'a'.repeat(32);
// Nothing is searched here.
const runner = new SearchRunner(() => {
  throw new Error('No search');
});
const note = { engine: 'e0123456789ab', name: 'web', containers: ['c1'] };

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spool-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

function open(more: Partial<SpoolOptions> = {}): Promise<Spool> {
  const options = { id, note, folder, limit: () => Number.MAX_SAFE_INTEGER, onSealed: () => undefined };
  return Spool.open({ ...options, classify: () => 0, cache: new SegmentCache(), runner, ...more });
}

function block(lines: readonly string[], seconds = 1): LogBlock {
  const builder = new BlockBuilder();
  for (const line of lines) {
    const bytes = Buffer.from(line);
    builder.add(bytes, 0, bytes.length, seconds, 5, 0);
  }
  return builder.take() ?? { text: Buffer.alloc(0), index: new Uint32Array() };
}

function texts(rows: LogBlock): string[] {
  return Array.from({ length: lineCount(rows) }, (_, row) => lineBytes(rows, row).toString());
}

async function all(spool: Spool): Promise<string[]> {
  return texts(await spool.read(0, Number.MAX_SAFE_INTEGER));
}

/** Some 2 MiB of lines that know their number. */
function many(from: number, count = 20_000): string[] {
  return Array.from({ length: count }, (_, at) => `${from + at} `.padEnd(110, 'x'));
}

const damaged = '{"kind":"damaged"}';

describe('a log on disk', () => {
  test('gives back what was appended, also when it is opened again', async () => {
    const first = await open();
    await first.append(block(['one', '', 'ünï\0\x1b[1m']));
    await first.mark({ kind: 'started' }, { seconds: 2, nanos: 3 });
    first.note = { ...first.note, name: 'other', extra: 7 };
    await first.close();
    const again = await open();
    expect(again.kept).toBe('disk');
    expect(again.note).toEqual({ ...note, name: 'other', extra: 7 });
    await again.append(block(['more']));
    expect(await all(again)).toEqual(['one', '', 'ünï\0\x1b[1m', '{"kind":"started"}', 'more']);
    const rows = await again.read(2, 4);
    expect(rows.from).toBe(2);
    expect([...rows.index]).toEqual([0, 1, 5, 0, 11, 2, 3, RowFlag.mark]);
    const stamps = await again.stamps(2, 9);
    expect([...stamps.rows, ...stamps.seconds, ...stamps.nanos]).toEqual([2, 3, 4, 1, 2, 1, 5, 3, 5]);
    await again.close();
  });

  test('is text that grep understands, in files that nobody else may read', async () => {
    const spool = await open();
    await spool.append(block(['hello', 'world']));
    await spool.close();
    expect((await readdir(folder)).sort()).toEqual(['000000000000.idx', '000000000000.log', 'manifest.json']);
    expect(await readFile(join(folder, '000000000000.log'), 'utf8')).toBe('hello\nworld\n');
    for (const file of await readdir(folder)) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
  });

  test('writes by itself soon after a line came', async () => {
    const spool = await open();
    await spool.append(block(['hello']));
    await expect.poll(() => readFile(join(folder, '000000000000.idx')).catch(() => '')).toHaveLength(16);
    await spool.close();
  });

  test('says what a line is by the line and the flags of the row before', async () => {
    const seen: unknown[] = [];
    const spool = await open({
      classify: (bytes, from, to, previous) => {
        seen.push([bytes.toString('utf8', from, to), previous]);
        return RowFlag.trace | RowFlag.mark | 1;
      },
    });
    await spool.append(block(['a', 'b']));
    await spool.mark({ kind: 'oom' });
    await spool.append(block(['c']));
    expect(seen).toEqual([
      ['a', 0],
      ['b', RowFlag.trace],
      ['c', RowFlag.mark],
    ]);
    const { index } = await spool.read(0, 9);
    expect([3, 7, 11, 15].map((word) => index[word])).toEqual([
      RowFlag.trace,
      RowFlag.trace,
      RowFlag.mark,
      RowFlag.trace,
    ]);
    await spool.close();
  });

  test('spans segments; rows are found in each, by number and by time', async () => {
    const spool = await open();
    for (let part = 0; part < 5; part++) await spool.append(block(many(part * 20_000), part === 2 ? 1 : part + 10));
    await spool.flush();
    expect((await readdir(folder)).filter((name) => name.endsWith('.log')).length).toBeGreaterThan(4);
    for (const row of [0, 19_063, 19_064, 50_000, 99_999]) {
      expect(texts(await spool.read(row, row + 1))[0]).toMatch(new RegExp(`^${row} x`));
    }
    expect(texts(await spool.read(19_000, 39_500))).toEqual(many(19_000, 20_500));
    expect(await spool.seekTime(11, 0)).toBe(20_000);
    expect(await spool.seekTime(11, 6)).toBe(60_000);
    expect(await spool.seekTime(99, 0)).toBe(100_000);
    expect(await spool.seekTime(0, 0)).toBe(0);
    await spool.close();
  });

  test('an endless run of empty lines stays within the bounds of a segment', async () => {
    const spool = await open();
    await spool.append(block(Array.from({ length: segmentRows + 10 }, () => '')));
    await spool.close();
    expect((await stat(join(folder, '000000000000.idx'))).size).toBe(segmentRows * wordsPerLine * 4);
    const again = await open();
    expect(again.end).toBe(segmentRows + 10);
    expect(new Set(await all(again))).toEqual(new Set(['']));
    await again.close();
  });

  test('a line that has no place in a segment goes on in others', async () => {
    const spool = await open();
    const line = 'y'.repeat(segmentBytes * 2);
    await spool.append(block(['short', line, '']));
    const rows = await spool.read(0, 9);
    expect(texts(rows).join('')).toBe(`short${line}`);
    expect(Array.from({ length: lineCount(rows) }, (_, row) => rows.index[row * 4 + 3])).toEqual([0, 0, 2, 2, 0]);
    await spool.close();
  });

  test('makes whoever appends wait while a megabyte is not on disk', async () => {
    const spool = await open();
    let waited = 0;
    for (let part = 0; part < 6; part++) {
      let done = false;
      const room = spool.append(block(many(0, 5000))).then(() => {
        done = true;
      });
      await Promise.resolve();
      await Promise.resolve();
      if (!done) waited++;
      await room;
    }
    expect(waited).toBeGreaterThan(0);
    await spool.close();
  });

  test('drops its oldest rows for new ones and tells so; numbers stay', async () => {
    const spool = await open({ limit: () => 5 * 1024 * 1024 });
    const firsts: number[] = [];
    spool.onChange(() => firsts.push(spool.first));
    for (let part = 0; part < 6; part++) await spool.append(block(many(part * 20_000)));
    expect(spool.bytes).toBeLessThanOrEqual(8 * 1024 * 1024);
    expect(spool.first).toBeGreaterThan(60_000);
    expect(firsts.at(-1)).toBe(spool.first);
    expect(texts(await spool.read(0, spool.first + 1))).toEqual(many(spool.first, 1));
    await spool.close();
    expect((await readdir(folder)).length).toBeLessThanOrEqual(7);
    const again = await open();
    expect([again.first, again.end]).toEqual([spool.first, 120_000]);
    await again.close();
  });

  test('goes on in memory when the disk is full, and says so', async () => {
    const spool = await open();
    await spool.append(block(['before']));
    await spool.flush();
    // Linux: whatever is written there fails with ENOSPC.
    await symlink('/dev/full', join(folder, '000000018894.log'));
    for (let part = 0; part < 3; part++) await spool.append(block(many(part * 20_000)));
    await spool.flush();
    expect(spool.kept).toBe('memory');
    const full = '{"kind":"memory","reason":"There is no space left on the disk."}';
    expect((await all(spool)).filter((line) => line !== full)).toEqual(['before', ...many(0, 60_000)]);
    expect(spool.end).toBe(60_002);
    for (let part = 3; part < 15; part++) await spool.append(block(many(part * 20_000)));
    expect((await all(spool)).length).toBe(spool.end - spool.first);
    expect(spool.end).toBe(300_002);
    expect(spool.bytes).toBeLessThan(19 * 1024 * 1024);
    expect(spool.first).toBeGreaterThan(100_000);
    await spool.close();
    const again = await open();
    expect(texts(await again.read(0, 2))).toEqual(['before', ...many(0, 1)]);
    await again.close();
  });

  test('is in memory when its folder cannot be made', async () => {
    await writeFile(join(folder, 'file'), '');
    const spool = await open({ folder: join(folder, 'file') });
    await spool.append(block(['still']));
    expect(spool.kept).toBe('memory');
    expect((await all(spool)).map((text) => text.slice(0, 16))).toEqual(['{"kind":"memory"', 'still']);
    await spool.clear();
    expect(spool.first).toBe(2);
    await spool.close();
  });

  test('whoever waits for the disk goes on when it fails', async () => {
    const spool = await open();
    await symlink('/dev/full', join(folder, '000000000000.log'));
    await Promise.all([0, 1, 2].map(() => spool.append(block(many(0, 15_000)))));
    await spool.append(block(many(0, 15_000)));
    expect(spool.kept).toBe('memory');
  });

  test('is empty after clear, and goes on counting', async () => {
    const spool = await open();
    await spool.append(block(many(0)));
    await spool.clear();
    expect([spool.first, spool.end, spool.bytes]).toEqual([20_000, 20_000, 0]);
    expect(await readdir(folder)).toEqual(['manifest.json']);
    await spool.close();
    const again = await open();
    await again.append(block(['next']));
    expect([again.first, again.end]).toEqual([20_000, 20_001]);
    expect(await all(again)).toEqual(['next']);
    await again.close();
  });
});

describe('what is damaged', () => {
  /** A log of three segments, the last of which may still grow. */
  async function written(): Promise<string[]> {
    const lines = many(0, 40_000);
    const spool = await open();
    await spool.append(block(lines));
    await spool.close();
    return lines;
  }
  const file = (base: number, ending: string) => join(folder, `${String(base).padStart(12, '0')}.${ending}`);
  const second = 18_893;

  test.each([
    ['another byte in a text', async () => flip(file(second, 'log'), 1000)],
    ['another byte in an index', async () => flip(file(second, 'idx'), 1000)],
    ['a text that was cut', () => truncate(file(second, 'log'), 1000)],
    ['an index that was cut', () => truncate(file(second, 'idx'), 1000)],
    ['a longer text', () => appendFile(file(second, 'log'), 'x')],
    ['a text that is gone', () => rm(file(second, 'log'))],
  ])('%s of a sealed segment costs that segment: each row is a mark', async (_, damage) => {
    const lines = await written();
    await damage();
    const spool = await open();
    expect(spool.end).toBe(40_000);
    const found = await all(spool);
    const from = found.indexOf(damaged);
    const to = found.lastIndexOf(damaged) + 1;
    expect([from, to]).toEqual([second, second * 2]);
    expect(found).toEqual(lines.map((line, row) => (row >= from && row < to ? damaged : line)));
    expect((await spool.stamps(0, 40_000)).rows).toHaveLength(40_000);
    await spool.close();
  });

  test('without its manifest the rows are what the files say', async () => {
    const lines = await written();
    for (const text of [undefined, '{', '{"version":1,"segments":[{"base":-1}]}']) {
      if (text === undefined) await rm(join(folder, 'manifest.json'));
      else await writeFile(join(folder, 'manifest.json'), text);
      const spool = await open();
      expect(await all(spool)).toEqual(lines);
      expect(spool.note).toEqual(note);
      await spool.close();
    }
  });

  test('rows that are missing between files that no manifest lists become marks', async () => {
    const lines = await written();
    await rm(join(folder, 'manifest.json'));
    await rm(file(second, 'log'));
    const spool = await open();
    const found = await all(spool);
    expect(found).toEqual(lines.map((line, row) => (found[row] === damaged ? damaged : line)));
    expect(found.filter((line) => line === damaged)).toHaveLength(second);
    await spool.close();
  });

  test('a file far away does not make up millions of rows', async () => {
    await written();
    await rm(join(folder, 'manifest.json'));
    await writeFile(file(999_999_999_990, 'log'), 'x\n');
    await writeFile(file(999_999_999_990, 'idx'), Buffer.alloc(16));
    const spool = await open();
    expect([spool.first, spool.end]).toEqual([999_999_999_990, 999_999_999_991]);
    expect(await all(spool)).toEqual(['x']);
    await spool.close();
  });

  test('a huge sparse file is not read into memory', async () => {
    await written();
    for (const ending of ['log', 'idx']) await truncate(file(second, ending), 1024 ** 4);
    await rm(join(folder, 'manifest.json'));
    const spool = await open();
    expect(texts(await spool.read(second, second + 1))).toEqual(many(second, 1));
    await spool.close();
  });

  async function flip(path: string, at: number): Promise<void> {
    const bytes = await readFile(path);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    await writeFile(path, bytes);
  }
});

const Line = fc.string({ unit: 'binary', maxLength: 40 }).map((line) => line.replaceAll('\n', ' '));

test('after a cut anywhere in the last files, what is left is the beginning and a mark', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(Line, { minLength: 1, maxLength: 30 }),
      fc.constantFrom('log', 'idx'),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.boolean(),
      async (lines, ending, share, crashed) => {
        const expected = texts(block(lines));
        const spool = await open();
        await spool.append(block(lines));
        await spool.close();
        if (crashed) await rm(join(folder, 'manifest.json'));
        const path = join(folder, `000000000000.${ending}`);
        const { size } = await stat(path);
        await truncate(path, Math.floor(size * share));
        const again = await open();
        const found = await all(again);
        const whole = found.filter((line) => line !== damaged);
        expect(whole).toEqual(expected.slice(0, whole.length));
        expect(found.slice(0, whole.length)).toEqual(whole);
        // What the manifest knew of keeps its numbers.
        expect(again.end).toBeGreaterThanOrEqual(crashed ? whole.length : lines.length);
        await again.append(block(['next']));
        expect((await all(again)).at(-1)).toBe('next');
        await again.close();
        const third = await open();
        expect(await all(third)).toEqual([...found, 'next']);
        await third.close();
        await rm(folder, { recursive: true });
      },
    ),
    { numRuns: 60 },
  );
});

test('whatever is appended, dropped and opened again, rows are those of a plain list', async () => {
  const Step = fc.oneof(
    fc.record({
      kind: fc.constant('append' as const),
      lines: fc.array(Line, { maxLength: 50 }),
      times: fc.integer({ min: 1, max: 400 }),
    }),
    fc.record({
      kind: fc.constantFrom('mark' as const, 'reopen' as const, 'clear' as const, 'drop' as const, 'flush' as const),
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(Step, { maxLength: 12 }), fc.infiniteStream(fc.nat()), async (steps, places) => {
      const model: string[] = [];
      let spool = await open();
      for (const step of steps) {
        if (step.kind === 'append') {
          const lines = Array.from({ length: step.times }, () => step.lines).flat();
          await spool.append(block(lines));
          model.push(...texts(block(lines)));
        } else if (step.kind === 'mark') {
          await spool.mark({ kind: 'stopped', exitCode: 1 });
          model.push('{"kind":"stopped","exitCode":1}');
        } else if (step.kind === 'reopen') {
          await spool.close();
          spool = await open();
        } else if (step.kind === 'clear') await spool.clear();
        else if (step.kind === 'drop') spool.dropOldest(1);
        else await spool.flush();
        expect(spool.end).toBe(model.length);
        const from = (places.next().value ?? 0) % (model.length + 1);
        const rows = await spool.read(from, from + 30);
        expect(texts(rows)).toEqual(model.slice(Math.max(spool.first, from), from + 30));
      }
      expect(await all(spool)).toEqual(model.slice(spool.first));
      await spool.close();
      await rm(folder, { recursive: true });
    }),
    { numRuns: 30 },
  );
});
