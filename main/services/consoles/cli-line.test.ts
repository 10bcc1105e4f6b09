import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { Endpoint } from '../../engine/endpoints/endpoints.ts';
import { shellLine } from './cli-line.ts';

const path = '/run/some.sock';
const endpoint = { address: { kind: 'socket', path }, url: `unix://${path}` } as unknown as Endpoint;

/** Programs that PATH leads to, and PATH itself. */
async function programs(...names: readonly string[]): Promise<{ PATH: string }> {
  const PATH = await mkdtemp(join(tmpdir(), 'gantry-test-'));
  onTestFinished(() => rm(PATH, { recursive: true }));
  for (const name of names) {
    await writeFile(join(PATH, name), '');
    await chmod(join(PATH, name), 0o755);
  }
  return { PATH };
}

describe('the command of a shell in another program', () => {
  it('is a shell where nothing else is said, by whichever of both commands there is', async () => {
    const env = await programs('docker', 'podman');
    const line = await shellLine(endpoint, { container: 'abc', podman: true }, env);
    expect(line.slice(0, 7)).toEqual([
      join(env.PATH, 'docker'),
      '--host',
      `unix://${path}`,
      'exec',
      '-it',
      'abc',
      'sh',
    ]);
    const other = await programs('podman');
    const own = await shellLine(endpoint, { container: 'abc', podman: true }, other);
    expect(own.slice(0, 4)).toEqual([join(other.PATH, 'podman'), '--url', `unix://${path}`, 'exec']);
    await expect(shellLine(endpoint, { container: 'abc', podman: false }, other)).rejects.toMatchObject({
      problem: { code: 'unsupported' },
    });
  });

  it('has the command, the user, the folder and the privileges that were chosen, each as a word of its own', async () => {
    const how = {
      command: ['psql', '-c', 'select 1; --user'],
      user: '-x y',
      workdir: '/a b',
      privileged: true,
      tty: false,
    };
    const line = await shellLine(endpoint, { container: 'abc', podman: false, how }, await programs('docker'));
    expect(line.slice(3)).toEqual([
      'exec',
      '-i',
      '--user',
      '-x y',
      '--workdir',
      '/a b',
      '--privileged',
      'abc',
      ...how.command,
    ]);
  });
});
