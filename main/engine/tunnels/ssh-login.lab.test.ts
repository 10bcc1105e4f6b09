import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { ReachReport } from '../../../app/engines/reach.ts';
import type { Sshd } from '../../../e2e/lab/ssh/sshd.ts';

import { afterwards, failure, never, sshd, sshOf, wayTo } from '../../../e2e/lab/ssh/ways.ts';
import { Connection } from '../connection.ts';
import { dockerEngine } from '../docker/engine.ts';
import { reachStepwise } from '../reach/reach.ts';
import { openTunnel } from './open.ts';

describe('a machine that does not let us in', () => {
  test('says so where the key is not known there', async () => {
    const far = await sshd();
    await far.configure(`IdentityFile ${far.dir}/another`);
    await promisify(execFile)('sh', ['-c', `: >${join(far.dir, 'authorized_keys')}`]);
    expect(await failure(openTunnel(wayTo(far, 'x').address, never))).toMatchObject({
      code: 'unauthorized',
      reason: 'ssh-denied',
      params: { host: 'far' },
    });
  });

  test('with another key than before is refused, and nobody is asked', async () => {
    const far = await sshd();
    await far.know('another');
    const { address, asked } = wayTo(far, '');
    const found = await failure(openTunnel(address, never));
    expect(found).toMatchObject({ code: 'unauthorized', reason: 'ssh-host-key-changed' });
    expect(found.params['command']).toMatch(/^ssh-keygen .*-R /);
    expect(asked).toEqual([]);
  });

  test('that is not known is asked about, and remembered by ssh', async () => {
    const far = await sshd();
    await far.know('nothing');
    const { address, asked } = wayTo(far, '');
    expect(await dockerEngine(address).version(never)).toMatchObject({ product: 'Docker' });
    const fingerprint = (await promisify(execFile)('ssh-keygen', ['-lf', join(far.dir, 'host.pub')])).stdout.split(
      ' ',
    )[1];
    expect(asked).toEqual([
      { kind: 'host-key', host: expect.stringContaining('127.0.0.1'), algorithm: 'ED25519', fingerprint },
    ]);
    expect(await readFile(join(far.dir, 'known_hosts'), 'utf8')).toContain('ssh-ed25519');
  });

  test('is not asked again by itself when a person says no', async () => {
    const far = await sshd();
    await far.know('nothing');
    const { address, asked } = wayTo(far);
    const endpoint = { id: 'e000000000000', name: 'Far', url: far.url, source: 'context', address } as const;
    const connection = new Connection(endpoint, dockerEngine(address));
    afterwards(() => connection.dispose());
    connection.use();
    await expect.poll(() => connection.status).toMatchObject({ problem: { reason: 'question-declined' } });
    expect(connection.status).not.toHaveProperty('retryAt');
    expect(asked).toHaveLength(1);
    connection.retry();
    await expect.poll(() => asked.length).toBe(2);
  });

  test('with a key that has a passphrase is let in by it', async () => {
    const far = await sshd({ passphrase: 'sword fish' });
    const right = wayTo(far, 'sword fish');
    expect(await dockerEngine(right.address).version(never)).toMatchObject({ product: 'Docker' });
    expect(right.asked).toEqual([{ kind: 'passphrase', key: join(far.dir, 'id') }]);
    const wrong = wayTo(far, 'wrong');
    expect(await failure(openTunnel(wrong.address, never))).toMatchObject({ reason: 'ssh-denied' });
  });

  test('is not there', async () => {
    const far = await sshd();
    far.refuse();
    expect(await failure(openTunnel(wayTo(far).address, never))).toMatchObject({ reason: 'ssh-nothing-listens' });
  });
});

describe('a test of the way through ssh', () => {
  async function last(far: Sshd, url = far.url): Promise<ReachReport> {
    let report: ReachReport = { steps: [] };
    const machine = { env: {}, home: '/', platform: 'linux', uid: 1000, root: '' } as const;
    for await (const next of reachStepwise(wayTo(far, '', url).address, machine, never)) report = next;
    return report;
  }
  const short = ({ steps }: ReachReport): string[] =>
    steps.map(({ id, state, command }) => [id, state, command].filter(Boolean).join(' '));

  test('passes, and leaves no ssh', async () => {
    const far = await sshd();
    const report = await last(far);
    expect(short(report)).toEqual(
      ['address', 'ssh', 'way', 'engine', 'version', 'features'].map((id) => `${id} passed`),
    );
    await expect.poll(() => sshOf(far)).toEqual([]);
  });

  test('says whether it is the login, the key of the machine or the engine', async () => {
    const far = await sshd({ socket: '/nowhere/docker.sock' });
    expect(short(await last(far)).slice(1, 3)).toEqual([
      'ssh passed',
      'way failed ssh -t far sudo systemctl start docker',
    ]);
    await far.know('another');
    expect(short(await last(far))[1]).toMatch(/^ssh failed ssh-keygen .*-R /);
    await far.know('right');
    await promisify(execFile)('sh', ['-c', `: >${join(far.dir, 'authorized_keys')}`]);
    expect(short(await last(far, 'ssh://root@far'))[1]).toBe('ssh failed ssh-copy-id root@far');
  });
});
