import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { problem, toProblem } from '../../../app/rpc/problem.ts';
import { checkTarget, openArchive, writeArchive } from './archive-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-archive-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function* chunks(after?: () => void): AsyncGenerator<Buffer> {
  yield Buffer.from('one ');
  after?.();
  yield Buffer.from('two');
}
const failed = (work: Promise<unknown>) => work.then(() => expect.unreachable(), toProblem);

describe('an archive that is written', () => {
  test('is there whole', async () => {
    await writeArchive(join(folder, 'a.tar'), false, chunks());
    expect(readFileSync(join(folder, 'a.tar'), 'utf8')).toBe('one two');
    expect(readdirSync(folder)).toEqual(['a.tar']);
  });

  test('leaves nothing behind when the engine fails in the middle', async () => {
    const broken = chunks(() => {
      throw problem('engine-unreachable', 'engine-lost');
    });
    expect((await failed(writeArchive(join(folder, 'a.tar'), false, broken))).code).toBe('engine-unreachable');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('does not take the place of a file that came meanwhile, unless that is wanted', async () => {
    const path = join(folder, 'a.tar');
    const late = (): void => writeFileSync(path, 'theirs');
    expect(await failed(writeArchive(path, false, chunks(late)))).toMatchObject({ code: 'conflict', field: 'path' });
    expect(readFileSync(path, 'utf8')).toBe('theirs');
    await writeArchive(path, true, chunks());
    expect(readFileSync(path, 'utf8')).toBe('one two');
    expect(readdirSync(folder)).toEqual(['a.tar']);
  });

  test('says what is wrong with its place', async () => {
    mkdirSync(join(folder, 'd.tar'));
    writeFileSync(join(folder, 'f'), '');
    expect((await failed(checkTarget(join(folder, 'd.tar'), true))).code).toBe('conflict');
    expect((await failed(writeArchive(join(folder, 'none', 'a.tar'), false, chunks()))).code).toBe('not-found');
    expect((await failed(writeArchive(join(folder, 'f', 'a.tar'), false, chunks()))).code).toBe('invalid-input');
  });
});

test('what is no file, empty or missing is no archive', async () => {
  writeFileSync(join(folder, 'empty'), '');
  expect((await failed(openArchive(folder))).code).toBe('invalid-input');
  expect((await failed(openArchive(join(folder, 'empty')))).code).toBe('invalid-input');
  expect((await failed(openArchive(join(folder, 'none')))).code).toBe('not-found');
});
