import { mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { lineCount, wordsPerLine } from '../../../engine/ports/log-block.ts';
import { RowFlag } from '../rows/flags.ts';
import { segmentBytes, segmentRows } from './segment.ts';
import { allOf, blockOf, manyLines, note, openSpool, textsOf } from './spool-fixture.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spool-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('a log on disk', () => {
  test('gives back what was appended, also when it is opened again', async () => {
    const first = await openSpool(folder);
    await first.append(blockOf(['one', '', 'ünï\0\x1b[1m']));
    await first.mark({ kind: 'started' }, { seconds: 2, nanos: 3 });
    first.note = { ...first.note, name: 'other', extra: 7 };
    await first.close();
    const again = await openSpool(folder);
    expect(again.kept).toBe('disk');
    expect(again.note).toEqual({ ...note, name: 'other', extra: 7 });
    await again.append(blockOf(['more']));
    expect(await allOf(again)).toEqual(['one', '', 'ünï\0\x1b[1m', '{"kind":"started"}', 'more']);
    const rows = await again.read(2, 4);
    expect(rows.from).toBe(2);
    expect([...rows.index]).toEqual([0, 1, 5, 0, 11, 2, 3, RowFlag.mark]);
    const stamps = await again.stamps(2, 9);
    expect([...stamps.rows, ...stamps.seconds, ...stamps.nanos]).toEqual([2, 3, 4, 1, 2, 1, 5, 3, 5]);
    await again.close();
  });

  test('is text that grep understands, in files that nobody else may read', async () => {
    const spool = await openSpool(folder);
    await spool.append(blockOf(['hello', 'world']));
    await spool.close();
    expect((await readdir(folder)).sort()).toEqual(['000000000000.idx', '000000000000.log', 'manifest.json']);
    expect(await readFile(join(folder, '000000000000.log'), 'utf8')).toBe('hello\nworld\n');
    for (const file of await readdir(folder)) expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
  });

  test('writes by itself soon after a line came', async () => {
    const spool = await openSpool(folder);
    await spool.append(blockOf(['hello']));
    await expect.poll(() => readFile(join(folder, '000000000000.idx')).catch(() => '')).toHaveLength(16);
    await spool.close();
  });

  test('says what a line is by the line and the flags of the row before', async () => {
    const seen: unknown[] = [];
    const spool = await openSpool(folder, {
      classify: (bytes, from, to, previous) => {
        seen.push([bytes.toString('utf8', from, to), previous]);
        return RowFlag.trace | RowFlag.mark | 1;
      },
    });
    await spool.append(blockOf(['a', 'b']));
    await spool.mark({ kind: 'oom' });
    await spool.append(blockOf(['c']));
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
    const spool = await openSpool(folder);
    for (let part = 0; part < 5; part++)
      await spool.append(blockOf(manyLines(part * 20_000), part === 2 ? 1 : part + 10));
    await spool.flush();
    expect((await readdir(folder)).filter((name) => name.endsWith('.log')).length).toBeGreaterThan(4);
    for (const row of [0, 19_063, 19_064, 50_000, 99_999]) {
      expect(textsOf(await spool.read(row, row + 1))[0]).toMatch(new RegExp(`^${row} x`));
    }
    expect(textsOf(await spool.read(19_000, 39_500))).toEqual(manyLines(19_000, 20_500));
    expect(await spool.seekTime(11, 0)).toBe(20_000);
    expect(await spool.seekTime(11, 6)).toBe(60_000);
    expect(await spool.seekTime(99, 0)).toBe(100_000);
    expect(await spool.seekTime(0, 0)).toBe(0);
    await spool.close();
  });

  test('an endless run of empty lines stays within the bounds of a segment', async () => {
    const spool = await openSpool(folder);
    await spool.append(blockOf(Array.from({ length: segmentRows + 10 }, () => '')));
    await spool.close();
    expect((await stat(join(folder, '000000000000.idx'))).size).toBe(segmentRows * wordsPerLine * 4);
    const again = await openSpool(folder);
    expect(again.end).toBe(segmentRows + 10);
    expect(new Set(await allOf(again))).toEqual(new Set(['']));
    await again.close();
  });

  test('a line that has no place in a segment goes on in others', async () => {
    const spool = await openSpool(folder);
    const line = 'y'.repeat(segmentBytes * 2);
    await spool.append(blockOf(['short', line, '']));
    const rows = await spool.read(0, 9);
    expect(textsOf(rows).join('')).toBe(`short${line}`);
    expect(Array.from({ length: lineCount(rows) }, (_, row) => rows.index[row * 4 + 3])).toEqual([0, 0, 2, 2, 0]);
    await spool.close();
  });

  test('makes whoever appends wait while a megabyte is not on disk', async () => {
    const spool = await openSpool(folder);
    let waited = 0;
    for (let part = 0; part < 6; part++) {
      let done = false;
      const room = spool.append(blockOf(manyLines(0, 5000))).then(() => {
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
    const spool = await openSpool(folder, { limit: () => 5 * 1024 * 1024 });
    const firsts: number[] = [];
    spool.onChange(() => firsts.push(spool.first));
    for (let part = 0; part < 6; part++) await spool.append(blockOf(manyLines(part * 20_000)));
    expect(spool.bytes).toBeLessThanOrEqual(8 * 1024 * 1024);
    expect(spool.first).toBeGreaterThan(60_000);
    expect(firsts.at(-1)).toBe(spool.first);
    expect(textsOf(await spool.read(0, spool.first + 1))).toEqual(manyLines(spool.first, 1));
    await spool.close();
    expect((await readdir(folder)).length).toBeLessThanOrEqual(7);
    const again = await openSpool(folder);
    expect([again.first, again.end]).toEqual([spool.first, 120_000]);
    await again.close();
  });

  test('goes on in memory when the disk is full, and says so', async () => {
    const spool = await openSpool(folder);
    await spool.append(blockOf(['before']));
    await spool.flush();
    // Linux: whatever is written there fails with ENOSPC.
    await symlink('/dev/full', join(folder, '000000018894.log'));
    for (let part = 0; part < 3; part++) await spool.append(blockOf(manyLines(part * 20_000)));
    await spool.flush();
    expect(spool.kept).toBe('memory');
    const full = '{"kind":"memory","reason":{"reason":"log-disk-full","params":{}}}';
    expect((await allOf(spool)).filter((line) => line !== full)).toEqual(['before', ...manyLines(0, 60_000)]);
    expect(spool.end).toBe(60_002);
    for (let part = 3; part < 15; part++) await spool.append(blockOf(manyLines(part * 20_000)));
    expect((await allOf(spool)).length).toBe(spool.end - spool.first);
    expect(spool.end).toBe(300_002);
    expect(spool.bytes).toBeLessThan(19 * 1024 * 1024);
    expect(spool.first).toBeGreaterThan(100_000);
    await spool.close();
    const again = await openSpool(folder);
    expect(textsOf(await again.read(0, 2))).toEqual(['before', ...manyLines(0, 1)]);
    await again.close();
  });

  test('is in memory when its folder cannot be made', async () => {
    await writeFile(join(folder, 'file'), '');
    const spool = await openSpool(join(folder, 'file'));
    await spool.append(blockOf(['still']));
    expect(spool.kept).toBe('memory');
    expect((await allOf(spool)).map((text) => text.slice(0, 16))).toEqual(['{"kind":"memory"', 'still']);
    await spool.clear();
    expect(spool.first).toBe(2);
    await spool.close();
  });

  test('whoever waits for the disk goes on when it fails', async () => {
    const spool = await openSpool(folder);
    await symlink('/dev/full', join(folder, '000000000000.log'));
    await Promise.all([0, 1, 2].map(() => spool.append(blockOf(manyLines(0, 15_000)))));
    await spool.append(blockOf(manyLines(0, 15_000)));
    expect(spool.kept).toBe('memory');
  });

  test('is empty after clear, and goes on counting', async () => {
    const spool = await openSpool(folder);
    await spool.append(blockOf(manyLines(0)));
    await spool.clear();
    expect([spool.first, spool.end, spool.bytes]).toEqual([20_000, 20_000, 0]);
    expect(await readdir(folder)).toEqual(['manifest.json']);
    await spool.close();
    const again = await openSpool(folder);
    await again.append(blockOf(['next']));
    expect([again.first, again.end]).toEqual([20_000, 20_001]);
    expect(await allOf(again)).toEqual(['next']);
    await again.close();
  });
});

const Line = fc.string({ unit: 'binary', maxLength: 40 }).map((line) => line.replaceAll('\n', ' '));

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
      let spool = await openSpool(folder);
      for (const step of steps) {
        if (step.kind === 'append') {
          const lines = Array.from({ length: step.times }, () => step.lines).flat();
          await spool.append(blockOf(lines));
          model.push(...textsOf(blockOf(lines)));
        } else if (step.kind === 'mark') {
          await spool.mark({ kind: 'stopped', exitCode: 1 });
          model.push('{"kind":"stopped","exitCode":1}');
        } else if (step.kind === 'reopen') {
          await spool.close();
          spool = await openSpool(folder);
        } else if (step.kind === 'clear') await spool.clear();
        else if (step.kind === 'drop') spool.dropOldest(1);
        else await spool.flush();
        expect(spool.end).toBe(model.length);
        const from = (places.next().value ?? 0) % (model.length + 1);
        const rows = await spool.read(from, from + 30);
        expect(textsOf(rows)).toEqual(model.slice(Math.max(spool.first, from), from + 30));
      }
      expect(await allOf(spool)).toEqual(model.slice(spool.first));
      await spool.close();
      await rm(folder, { recursive: true });
    }),
    { numRuns: 30 },
  );
}, 30_000);
