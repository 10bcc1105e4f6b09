import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { findElectron } from './electron-binary.ts';
import { diedAtOnce, launch } from './open.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gantry-open-'));
  await writeFile(join(folder, 'electron'), '#!/bin/sh\nexit 133\n');
  await chmod(join(folder, 'electron'), 0o755);
});
afterAll(() => rm(folder, { recursive: true }));

const person = { platform: 'linux', uid: 1000 } as const;

test('a folder of one’s own for Electron wins, and one that is not there is named', async () => {
  const env = { DISPLAY: ':0', ELECTRON_OVERRIDE_DIST_PATH: folder };
  expect(await findElectron({ ...person, env })).toEqual({ path: join(folder, 'electron') });
  const gone = { ...env, ELECTRON_OVERRIDE_DIST_PATH: '/not/there' };
  expect(await findElectron({ ...person, env: gone })).toEqual({
    missing: 'ELECTRON_OVERRIDE_DIST_PATH names no Electron: /not/there/electron is not there',
  });
});

test.runIf(process.platform !== 'win32')(
  'a program that dies at once is told from one that was used or asked to end',
  async () => {
    const ended = await launch(join(folder, 'electron'), []);
    expect(ended).toMatchObject({ code: 133, asked: false });
    expect(typeof ended !== 'string' && diedAtOnce({ ...ended, after: 100 })).toBe(true);
    expect(diedAtOnce({ code: 1, after: 60_000, asked: false })).toBe(false);
    expect(diedAtOnce({ code: 1, after: 100, asked: true })).toBe(false);
    expect(diedAtOnce({ code: 0, after: 100, asked: false })).toBe(false);
    expect(await launch('/not/there', [])).toContain('ENOENT');
  },
);
