import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { entriesOf } from '../../../e2e/fake/log-lines.ts';
import type { Sshd } from '../../../e2e/lab/ssh/sshd.ts';
import { afterwards, listen, never, sshd, sshOf, wayTo } from '../../../e2e/lab/ssh/ways.ts';
import { docker, lab } from '../../../e2e/lab/use.ts';
import { Connection } from '../connection.ts';
import { dockerEngine } from '../docker/engine.ts';
import { closeTunnel, openTunnel } from './open.ts';

describe('an engine behind ssh', () => {
  test('answers, and all its streams go over one connection', async () => {
    const far = await sshd();
    const { address, asked } = wayTo(far);
    const engine = dockerEngine(address);
    expect(await engine.version(never)).toMatchObject({ product: 'Docker' });
    // More than an sshd lets commands run at once (MaxSessions).
    const ends = await Promise.all(Array.from({ length: 25 }, () => listen(engine)));
    expect(far.links).toBe(1);
    expect(await sshOf(far)).toHaveLength(1);
    for (const end of ends) await end();
    expect(asked).toEqual([]);
  });

  test('gives shells, logs and what is sent to it whole', async () => {
    const engine = dockerEngine(wayTo(await sshd()).address);
    const id = await docker('run', '-d', '--init', 'busybox', 'sh', '-c', 'seq 1 50000; sleep 100');
    afterwards(() => docker('rm', '-f', id));
    const session = await engine.containers.exec(id, { command: ['sh'], env: [], cols: 80, rows: 24 }, never);
    await session.write(Buffer.from('exit 3\n'));
    for await (const _ of session.output);
    expect(await session.exitCode()).toBe(3);
    await expect.poll(async () => (await lab.cli('logs', id)).stdout.length).toBe(288_894);
    let read = 0;
    const logs = engine.containers.logs(id, { tail: 'all', follow: false }, never);
    for await (const block of logs) read += entriesOf(block).length;
    expect(read).toBe(50_000);
  });

  test('is one for the docker command, too', async () => {
    const local = await openTunnel(wayTo(await sshd()).address, never);
    const host = local.kind === 'unix' ? `unix://${local.path}` : '';
    const run = promisify(execFile)('docker', ['version', '-f', '{{.Server.Version}}'], {
      env: { PATH: process.env['PATH'], DOCKER_HOST: host },
    });
    expect((await run).stdout.trim()).toMatch(/^\d+\./);
  });

  test('leaves nothing when it is let go', async () => {
    const far = await sshd();
    const { address } = wayTo(far);
    const local = await openTunnel(address, never);
    const folder = local.kind === 'unix' ? dirname(local.path) : '';
    expect(await readdir(folder)).toContain('ask');
    closeTunnel(address);
    await expect.poll(() => sshOf(far)).toEqual([]);
    await expect.poll(() => readdir(folder).catch(() => 'gone')).toBe('gone');
    await expect.poll(() => far.links).toBe(0);
  });

  test('leaves no ssh when Gantry is killed', async () => {
    const far = await sshd();
    const open = fileURLToPath(new URL('./open.ts', import.meta.url));
    const script = `const { openTunnel } = await import(${JSON.stringify(open)});
      await openTunnel({ kind: 'ssh', url: ${JSON.stringify(far.url)} }, new AbortController().signal);
      console.log('open'); setInterval(() => {}, 1000);`;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      env: { ...process.env, ...far.env },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    expect(await sshOf(far)).toHaveLength(1);
    child.kill('SIGKILL');
    await expect.poll(() => sshOf(far)).toEqual([]);
  });
});

describe('a connection of ssh that is lost', () => {
  async function connected(far: Sshd): Promise<Connection> {
    const { address } = wayTo(far);
    const endpoint = { id: 'e000000000000', name: 'Far', url: far.url, source: 'context', address } as const;
    const connection = new Connection(endpoint, dockerEngine(address));
    afterwards(() => connection.dispose());
    connection.use();
    await expect.poll(() => connection.status.kind).toBe('connected');
    return connection;
  }

  test.each<[string, (far: Sshd) => unknown]>([
    ['because ssh was killed', async (far) => process.kill((await sshOf(far))[0] ?? 0, 'SIGKILL')],
    ['because the link broke', (far) => far.cut()],
  ])('%s is made again at once', async (_, lose) => {
    const far = await sshd();
    const connection = await connected(far);
    await lose(far);
    await expect.poll(() => connection.epoch).toBe(2);
    expect(connection.status.kind).toBe('connected');
    await expect.poll(async () => (await sshOf(far)).length).toBe(1);
  });

  test('because the link stands still is found out, and made again', async () => {
    const far = await sshd();
    const connection = await connected(far);
    far.stall(true);
    await expect.poll(() => connection.status.kind, { timeout: 60_000 }).toBe('unreachable');
    far.stall(false);
    await expect.poll(() => connection.status.kind, { timeout: 60_000 }).toBe('connected');
  }, 130_000);
});
