import { chmodSync, chownSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toProblem } from '../../../app/rpc/problem.ts';
import { readText, replaceText } from './text-file.ts';

let folder = '';
let path = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-owner-'));
  path = join(folder, 'compose.yml');
  writeFileSync(path, 'one');
});
afterEach(() => rmSync(folder, { recursive: true }));

const save = async (text: string) => replaceText(path, text, (await readText(path)).version);
const nobody = 65_534;

/** Runs as a user who is not root and owns nothing. */
async function asNobody<T>(work: () => Promise<T>): Promise<T> {
  process.setegid?.(nobody);
  process.seteuid?.(nobody);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
    process.setegid?.(0);
  }
}

// Only root can give files away.
describe.runIf(process.getuid?.() === 0)('a saved file', () => {
  test('keeps its owner and mode when root saves it', async () => {
    chmodSync(path, 0o640);
    chownSync(path, 1234, 4321);
    await save('two');
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(statSync(path)).toMatchObject({ uid: 1234, gid: 4321, mode: 0o100640 });
  });

  test('keeps them, too, where it is another’s that everybody may write', async () => {
    chmodSync(folder, 0o777);
    chmodSync(path, 0o666);
    await asNobody(() => save('a longer text'));
    expect(readFileSync(path, 'utf8')).toBe('a longer text');
    await asNobody(() => save('short'));
    expect(readFileSync(path, 'utf8')).toBe('short');
    expect(statSync(path)).toMatchObject({ uid: 0, gid: 0, mode: 0o100666 });
  });

  test('is written in a folder that takes no new files', async () => {
    chownSync(path, nobody, nobody);
    chmodSync(folder, 0o755);
    await asNobody(() => save('two'));
    expect(readFileSync(path, 'utf8')).toBe('two');
    expect(statSync(path)).toMatchObject({ uid: nobody, gid: nobody });
  });

  test('stays as it is, and it is said why, where it is nobody’s to write', async () => {
    chmodSync(folder, 0o777);
    chmodSync(path, 0o644);
    const problem = await asNobody(() => save('two')).then(() => expect.unreachable(), toProblem);
    expect(problem).toMatchObject({ code: 'permission-denied', reason: 'document-of-another' });
    expect(readFileSync(path, 'utf8')).toBe('one');
  });
});
