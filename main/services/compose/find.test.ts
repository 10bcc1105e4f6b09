import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toProblem } from '../../../app/rpc/problem.ts';
import type { Address } from '../../engine/endpoints/endpoints.ts';
import { cliEnvironment } from './environment.ts';
import { findCompose } from './find.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gantry-find-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** A program that answers to `version --short` in its own way. */
async function program(path: string, script: string): Promise<void> {
  await mkdir(join(dir, path, '..'), { recursive: true });
  await writeFile(join(dir, path), `#!/bin/sh\n${script}\n`);
  await chmod(join(dir, path), 0o755);
}
const find = () => findCompose({ PATH: join(dir, 'bin'), DOCKER_CONFIG: join(dir, 'config') }, [join(dir, 'system')]);

/** The programs that stand in for Compose are shell scripts. */
const noShellScripts = process.platform === 'win32';

describe.skipIf(noShellScripts)('Compose', () => {
  test('is the docker command’s plugin first', async () => {
    await program('bin/docker', '[ "$1 $2" = "compose version" ] && echo 2.40.3');
    await program('bin/docker-compose', 'echo 2.1.0');
    expect(await find()).toEqual({
      kind: 'plugin',
      version: '2.40.3',
      command: join(dir, 'bin/docker'),
      prefix: ['compose'],
    });
  });

  test('is found as a plugin without a docker command, the person’s own before the system’s', async () => {
    await program('system/cli-plugins/docker-compose', 'echo v2.20.0');
    expect(await find()).toMatchObject({ version: '2.20.0', prefix: [] });
    await program('config/cli-plugins/docker-compose', 'echo 2.39.1');
    expect(await find()).toMatchObject({ version: '2.39.1', command: join(dir, 'config/cli-plugins/docker-compose') });
  });

  test('may be standalone, also beside a docker command that has no plugin', async () => {
    await program('bin/docker', 'echo "docker: \'compose\' is not a docker command." >&2; exit 1');
    await program('bin/docker-compose', 'echo 2.12.2');
    expect(await find()).toMatchObject({ kind: 'standalone', version: '2.12.2' });
  });

  test('of version 1 is refused by name', async () => {
    await program('bin/docker-compose', 'echo 1.29.2');
    const found = await find();
    expect(found).toMatchObject({ kind: 'missing', cause: { params: { version: '1.29.2' } } });
  });

  test('that is not there has a next step', async () => {
    expect(await find()).toMatchObject({ kind: 'missing', cause: { reason: 'compose-missing' } });
  });
});

const { signal } = new AbortController();

describe('the environment of a CLI', () => {
  test('leads to the engine, whatever the person’s own says', async () => {
    const { env } = await cliEnvironment(
      { HOME: '/h', DOCKER_HOST: 'tcp://other', DOCKER_CONTEXT: 'other', DOCKER_TLS_VERIFY: '1' },
      { kind: 'unix', path: '/run/d.sock' },
      signal,
    );
    expect(env).toEqual({ HOME: '/h', DOCKER_HOST: 'unix:///run/d.sock' });
  });

  test('has certificates that only this user can read, until they are not needed', async () => {
    const tls = { ca: 'CA', cert: 'CERT', key: 'KEY', skipVerify: false };
    const { env, dispose } = await cliEnvironment({}, { kind: 'tcp', host: '::1', port: 2376, tls }, signal);
    expect(env).toMatchObject({ DOCKER_HOST: 'tcp://[::1]:2376', DOCKER_TLS_VERIFY: '1' });
    const folder = env['DOCKER_CERT_PATH'] ?? '';
    expect((await readdir(folder)).sort((a, b) => a.localeCompare(b))).toEqual(['ca.pem', 'cert.pem', 'key.pem']);
    expect(await readFile(join(folder, 'key.pem'), 'utf8')).toBe('KEY');
    // Windows has no such bits.
    const { mode } = await stat(join(folder, 'key.pem'));
    expect(process.platform === 'win32' ? 0 : mode & 0o77).toBe(0);
    await dispose();
    await expect(stat(folder)).rejects.toThrow();
  });

  test.each<[string, Address]>([
    ['invalid-input', { kind: 'invalid', reason: 'no' }],
    ['invalid-input', { kind: 'ssh', url: 'ssh://-me@host' }],
  ])('does not exist for an address that nothing leads to: %s, %o', async (code, address) => {
    expect(await cliEnvironment({}, address, signal).then(() => undefined, toProblem)).toMatchObject({ code });
  });
});
