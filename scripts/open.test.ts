import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
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

test.runIf(process.platform !== 'win32')('a program does not outlive the npm that started it', async () => {
  const open = fileURLToPath(new URL('open.ts', import.meta.url));
  const program = 'console.log(process.pid); setInterval(() => undefined, 1000)';
  const launching = `import(${JSON.stringify(open)}).then(({ launch }) => launch(process.execPath, ['-e', process.argv[1]]))`;
  // npm's shell, which waits for what it runs and passes no signal on.
  const command = '"$0" --import tsx -e "$1" "$2"; true';
  const npm = spawn('sh', ['-c', command, process.execPath, launching, program], {
    env: { ...process.env, npm_lifecycle_event: 'start' },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [pid] = await once(npm.stdout, 'data');
  onTestFinished(() => {
    if (isThere(Number(pid))) process.kill(Number(pid));
  });
  npm.kill('SIGTERM');
  await expect.poll(() => isThere(Number(pid))).toBe(false);
});

function isThere(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
