import { execFileSync } from 'node:child_process';
import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toProblem } from '../../../app/rpc/problem.ts';
import { thisMachine } from '../../engine/endpoints/machine.ts';
import { findDockerfiles } from '../builds/folder.ts';
import { DockerConfig } from '../registries/docker-config.ts';
import { openArchive } from '../transfers/archive-file.ts';
import { listFolder } from './list-folder.ts';
import { readText } from './text-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-hostile-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const failed = (work: Promise<unknown>) => work.then(() => expect.unreachable(), toProblem);

describe.runIf(process.platform === 'linux')('whatever stands where a file is expected', () => {
  test.each<[string, (path: string) => void]>([
    ['a pipe', (path) => execFileSync('mkfifo', [path])],
    ['a device without end', (path) => symlinkSync('/dev/zero', path)],
    ['a terminal', (path) => symlinkSync('/dev/tty', path)],
    ['a folder', (path) => mkdirSync(path)],
    ['a link to itself', (path) => symlinkSync('it', path)],
    ['a file of /proc that waits', (path) => symlinkSync('/proc/kmsg', path)],
    [
      'a file of a terabyte',
      (path) => {
        writeFileSync(path, '');
        truncateSync(path, 2 ** 40);
      },
    ],
    ['bytes that are no text', (path) => writeFileSync(path, Buffer.from([0xc3, 0x28]))],
  ])('%s is neither waited for nor taken in', async (_, make) => {
    make(at('it'));
    const config = new DockerConfig(at('it'), thisMachine({}).env);
    const all = await Promise.all(
      Array.from({ length: 8 }, () => [failed(readText(at('it'))), failed(config.list())]).flat(),
    );
    for (const { code } of all)
      expect(['unsupported', 'invalid-input', 'permission-denied', 'internal']).toContain(code);
    // Nothing holds a thread.
    expect((await readFile(import.meta.filename)).length).toBeGreaterThan(0);
  });

  test('is no archive either, if nothing can be read from it', async () => {
    execFileSync('mkfifo', [at('pipe.tar')]);
    symlinkSync('/dev/zero', at('zero.tar'));
    for (const name of ['pipe.tar', 'zero.tar', '.']) {
      expect(await failed(openArchive(at(name)))).toMatchObject({ code: 'invalid-input', field: 'path' });
    }
  });
});

test('a folder of more entries than are read is listed and searched as far as it makes sense', async () => {
  for (let n = 0; n < 12_000; n += 1) closeSync(openSync(at(`${n}.dockerfile`), 'w'));
  const { entries, truncated } = await listFolder(folder, false);
  expect({ listed: entries.length, truncated }).toEqual({ listed: 2000, truncated: true });
  expect((await findDockerfiles(folder)).dockerfiles).toHaveLength(100);
}, 120_000);

test('names of any kind are listed as what they are', async () => {
  const names = ['a\nb', '\u001b[31mred', '‮gnp', ' ', '-rf'];
  for (const name of names) writeFileSync(at(name), '');
  if (process.platform === 'linux') writeFileSync(Buffer.from([...Buffer.from(`${folder}/`), 0xff]), '');
  const { entries } = await listFolder(folder, false);
  expect(entries.map(({ name }) => name)).toEqual(expect.arrayContaining(names));
});
