import { appendFile, mkdtemp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { allOf, blockOf, damaged, manyLines, note, openSpool, textsOf } from './spool-fixture.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spool-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('what is damaged', () => {
  /** A log of three segments, the last of which may still grow. */
  async function written(): Promise<string[]> {
    const lines = manyLines(0, 40_000);
    const spool = await openSpool(folder);
    await spool.append(blockOf(lines));
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
    const spool = await openSpool(folder);
    expect(spool.end).toBe(40_000);
    const found = await allOf(spool);
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
      const spool = await openSpool(folder);
      expect(await allOf(spool)).toEqual(lines);
      expect(spool.note).toEqual(note);
      await spool.close();
    }
  });

  test('rows that are missing between files that no manifest lists become marks', async () => {
    const lines = await written();
    await rm(join(folder, 'manifest.json'));
    await rm(file(second, 'log'));
    const spool = await openSpool(folder);
    const found = await allOf(spool);
    expect(found).toEqual(lines.map((line, row) => (found[row] === damaged ? damaged : line)));
    expect(found.filter((line) => line === damaged)).toHaveLength(second);
    await spool.close();
  });

  test('a file far away does not make up millions of rows', async () => {
    await written();
    await rm(join(folder, 'manifest.json'));
    await writeFile(file(999_999_999_990, 'log'), 'x\n');
    await writeFile(file(999_999_999_990, 'idx'), Buffer.alloc(16));
    const spool = await openSpool(folder);
    expect([spool.first, spool.end]).toEqual([999_999_999_990, 999_999_999_991]);
    expect(await allOf(spool)).toEqual(['x']);
    await spool.close();
  });

  test('a huge sparse file is not read into memory', async () => {
    await written();
    for (const ending of ['log', 'idx']) await truncate(file(second, ending), 1024 ** 4);
    await rm(join(folder, 'manifest.json'));
    const spool = await openSpool(folder);
    expect(textsOf(await spool.read(second, second + 1))).toEqual(manyLines(second, 1));
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
        const expected = textsOf(blockOf(lines));
        const spool = await openSpool(folder);
        await spool.append(blockOf(lines));
        await spool.close();
        if (crashed) await rm(join(folder, 'manifest.json'));
        const path = join(folder, `000000000000.${ending}`);
        const { size } = await stat(path);
        await truncate(path, Math.floor(size * share));
        const again = await openSpool(folder);
        const found = await allOf(again);
        const whole = found.filter((line) => line !== damaged);
        expect(whole).toEqual(expected.slice(0, whole.length));
        expect(found.slice(0, whole.length)).toEqual(whole);
        // What the manifest knew of keeps its numbers.
        expect(again.end).toBeGreaterThanOrEqual(crashed ? whole.length : lines.length);
        await again.append(blockOf(['next']));
        expect((await allOf(again)).at(-1)).toBe('next');
        await again.close();
        const third = await openSpool(folder);
        expect(await allOf(third)).toEqual([...found, 'next']);
        await third.close();
        await rm(folder, { recursive: true });
      },
    ),
    { numRuns: 60 },
  );
}, 30_000);
