import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import tar from 'tar-stream';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toProblem } from '../../../app/rpc/problem.ts';
import { packContext } from './context.ts';
import { findDockerfiles, readDockerfile } from './folder.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'gantry-hostile-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const failed = (work: Promise<unknown>) => work.then(() => expect.unreachable(), toProblem);

/** What may stand where a file is expected. */
const odd: Readonly<Record<string, (path: string) => void>> = {
  'a pipe': (path) => execFileSync('mkfifo', [path]),
  'a link to a pipe': (path) => {
    execFileSync('mkfifo', [at('pipe')]);
    symlinkSync('pipe', path);
  },
  'a device without end': (path) => symlinkSync('/dev/zero', path),
  'a folder': (path) => mkdirSync(path),
  'a link to itself': (path) => symlinkSync('.dockerignore', path),
  'a file of a terabyte': (path) => {
    writeFileSync(path, '');
    truncateSync(path, 2 ** 40);
  },
};

async function names(): Promise<string[]> {
  const found: string[] = [];
  const extract = tar.extract().on('entry', (header, stream, next) => {
    found.push(header.name);
    stream.on('end', next).resume();
  });
  await pipeline(await packContext(folder, 'Dockerfile', { bytes: 0, files: 0, sent: 0 }), extract);
  return found;
}

describe.runIf(process.platform === 'linux')('a folder to build', () => {
  test.each(Object.entries(odd))('whose .dockerignore is %s is refused', async (what, make) => {
    writeFileSync(at('Dockerfile'), '');
    make(at('.dockerignore'));
    // As many as there are threads that read: if one waited, nothing could be read any more.
    const all = await Promise.all(Array.from({ length: 8 }, () => failed(names())));
    for (const { code } of all) expect(code).toBe('invalid-input');
    expect(await readFile(at('Dockerfile'), 'utf8')).toBe('');
    expect((await findDockerfiles(folder)).hasIgnore).toBe(what === 'a file of a terabyte');
  });

  test.each(Object.entries(odd))('whose Dockerfile is %s is refused', async (_, make) => {
    make(at('.dockerignore'));
    const all = await Promise.all(Array.from({ length: 8 }, () => failed(readDockerfile(at('.dockerignore')))));
    for (const { code } of all) expect(['unsupported', 'invalid-input']).toContain(code);
  });

  test('offers no Dockerfile that is none', async () => {
    execFileSync('mkfifo', [at('Dockerfile'), at('web.dockerfile')]);
    symlinkSync('/dev/zero', at('Dockerfile.zero'));
    symlinkSync('nowhere', at('Dockerfile.gone'));
    writeFileSync(at('Dockerfile.real'), '');
    symlinkSync('Dockerfile.real', at('Dockerfile.link'));
    expect((await findDockerfiles(folder)).dockerfiles).toEqual(['Dockerfile.link', 'Dockerfile.real']);
  });

  test('may have any names, but those that Node cannot say are told', async () => {
    const lines = 'a\nb\u001b[31m';
    writeFileSync(at('Dockerfile'), '');
    writeFileSync(at(lines), '');
    expect(await names()).toEqual(['Dockerfile', lines]);
    writeFileSync(Buffer.from([...Buffer.from(`${folder}/`), 0xff, 0xfe]), '');
    expect(await failed(names())).toMatchObject({ code: 'unsupported', reason: 'context-name-not-utf8' });
  });
});
