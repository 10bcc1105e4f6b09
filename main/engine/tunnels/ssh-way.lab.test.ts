import { execFile } from 'node:child_process';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { onEachEngine } from '../../../e2e/lab/engines.ts';
import { writePodmanProgram } from '../../../e2e/lab/podman/program.ts';
import type { Sshd } from '../../../e2e/lab/ssh/sshd.ts';
import { afterwards, failure, listen, never, sshd, sshOf, wayTo } from '../../../e2e/lab/ssh/ways.ts';
import { lab } from '../../../e2e/lab/use.ts';
import { onPath } from '../../processes/on-path.ts';
import { dockerEngine } from '../docker/engine.ts';
import { closeTunnel } from './open.ts';

describe('the way through ssh', () => {
  test('is a command for each stream where nothing may be forwarded', async () => {
    const far = await sshd({ lines: ['AllowStreamLocalForwarding no'] });
    const engine = dockerEngine(wayTo(far).address);
    expect(await engine.version(never)).toMatchObject({ product: 'Docker' });
    const ends = await Promise.all([listen(engine), listen(engine)]);
    expect(far.links).toBe(1);
    for (const end of ends) await end();
    await expect.poll(async () => (await sshOf(far)).length).toBeLessThanOrEqual(3);
  });

  test('is a connection for each stream where only that command may be run', async () => {
    const far = await sshd({ lines: ['ForceCommand docker system dial-stdio', 'AllowStreamLocalForwarding no'] });
    const engine = dockerEngine(wayTo(far).address);
    expect(await engine.version(never)).toMatchObject({ product: 'Docker' });
    await (await listen(engine))();
  });

  test('leads to the socket that the address names, also where docker is not on the PATH', async () => {
    const far = await sshd({ lines: ['SetEnv PATH=/nowhere'] });
    const engine = dockerEngine(wayTo(far, undefined, `${far.url}${lab.socket}`).address);
    expect(await engine.version(never)).toMatchObject({ product: 'Docker' });
  });

  test('says where an engine should be, and is not', async () => {
    const away = await sshd({ socket: '/nowhere/d.sock' });
    expect(await failure(dockerEngine(wayTo(away).address).version(never))).toMatchObject({
      code: 'engine-unreachable',
      reason: 'ssh-engine-down',
      params: { host: 'far', socket: '/nowhere/d.sock' },
    });
  });

  test('goes over a connection that the person’s own ssh holds, which stays', async () => {
    const far = await sshd();
    await far.configure(`ControlPath ${far.dir}/own`, 'ControlMaster auto', 'ControlPersist 60');
    await promisify(execFile)('ssh', ['-fN', 'far'], { env: far.env });
    afterwards(() => promisify(execFile)('ssh', ['-O', 'exit', 'far'], { env: far.env }).catch(() => undefined));
    expect(far.links).toBe(1);
    const { address } = wayTo(far);
    expect(await dockerEngine(address).version(never)).toMatchObject({ product: 'Docker' });
    expect(far.links).toBe(1);
    closeTunnel(address);
    await expect.poll(async () => (await sshOf(far)).length).toBe(1);
    expect(far.links).toBe(1);
  });

  test('goes through a jump host', async () => {
    const jump = await sshd();
    const far = await sshd();
    await far.configure(`ProxyCommand ${jump.dir}/bin/ssh -W %h:%p far`);
    expect(await dockerEngine(wayTo(far).address).version(never)).toMatchObject({ product: 'Docker' });
    expect(jump.links).toBe(1);
  });
});

onEachEngine(
  (podman) => {
    /** A machine with Podman and no docker, on which nothing may be forwarded: real Podman, which sees its socket where it looks. */
    async function machineWithPodman(socket: string): Promise<Sshd> {
      const folder = await mkdtemp('/tmp/far-');
      afterwards(() => rm(folder, { recursive: true }));
      for (const name of ['sh', 'id', 'unshare', 'mount', 'mkdir', 'ln', 'chroot', 'env', 'bash']) {
        await symlink((await onPath(name, process.env)) ?? name, join(folder, name));
      }
      await writePodmanProgram(join(folder, 'podman'), socket);
      return sshd({ lines: [`SetEnv PATH=${folder}`, 'AllowStreamLocalForwarding no'] });
    }

    test.each([
      ['that it knows itself', () => ''],
      ['that the address names', (socket: string) => socket],
    ])('the way through ssh to a Podman is its own dial-stdio, to the socket %s', async (_, path) => {
      const { socket } = podman();
      const far = await machineWithPodman(socket);
      const engine = dockerEngine(wayTo(far, undefined, `${far.url}${path(socket)}`).address);
      expect(await engine.version(never)).toMatchObject({ product: 'Podman' });
      const ends = await Promise.all([listen(engine), listen(engine)]);
      expect(await engine.containers.list('all', never)).toEqual([]);
      for (const end of ends) await end();
    });
  },
  ['podman5'],
);
