import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, rmdir } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { api } from './api.ts';
import { command, outcome } from './base/command.ts';
import { cliEnvironment } from './cli.ts';
import { SYSTEM_PATH } from './daemon.ts';
import { busyboxArchive } from './images/busybox.ts';
import { startLab } from './lab.ts';
import { freePort } from './registry.ts';

/** An engine that has nothing to do with the lab, as a developer's machine has one. */
let engine: ChildProcess;
let dir = '';
const bridge = 'gantryother0';
const network = 'othernet';

beforeAll(async () => {
  dir = await mkdtemp('/tmp/other-');
  await command('ip', ['link', 'add', bridge, 'type', 'bridge']);
  await command('ip', ['addr', 'add', '10.212.0.1/24', 'dev', bridge]);
  await command('ip', ['link', 'set', bridge, 'up']);
  const places = [
    '--data-root',
    `${dir}/data`,
    '--exec-root',
    `${dir}/exec`,
    '-p',
    `${dir}/pid`,
    '-H',
    `unix://${dir}/s`,
  ];
  const pool = ['--default-address-pool', 'base=10.212.16.0/20,size=26', '--cgroup-parent', '/gantry-other'];
  const quiet = ['--bridge', bridge, '--iptables=false', '--ip-masq=false', '--ip-forward=false'];
  const args = ['--mount', '--propagation', 'slave', 'dockerd', ...places, ...pool, ...quiet];
  engine = spawn('unshare', args, { stdio: 'ignore', env: { PATH: SYSTEM_PATH } });
  await vi.waitFor(() => api(`${dir}/s`, 'GET', '/_ping'), { timeout: 20_000 });
  await api(`${dir}/s`, 'POST', '/images/load?quiet=1', await busyboxArchive('/bin/busybox'));
  await docker('network', 'create', network);
  const publish = ['--publish', `127.0.0.1:${await freePort()}:80`];
  await docker(
    'run',
    '-d',
    '--name',
    'theirs',
    '--network',
    network,
    ...publish,
    'busybox',
    'httpd',
    '-f',
    '-h',
    '/etc',
  );
});

afterAll(async () => {
  await docker('rm', '--force', 'theirs');
  await docker('network', 'rm', network);
  const gone = once(engine, 'exit');
  engine.kill('SIGTERM');
  await gone;
  await command('ip', ['link', 'delete', bridge]);
  for (const hierarchy of await readdir('/sys/fs/cgroup')) {
    await rmdir(`/sys/fs/cgroup/${hierarchy}/gantry-other`).catch(() => undefined);
  }
  await rm(dir, { recursive: true, force: true });
});

async function docker(...args: string[]): Promise<string> {
  const { code, stdout, stderr } = await outcome('docker', args, cliEnvironment(dir, `${dir}/s`));
  if (code !== 0) throw new Error(stderr);
  return stdout.trim();
}

/** All that must not change: the engine, its container and process, its links, addresses, rules and routes. */
async function state(): Promise<unknown> {
  const format =
    '{{.State.Pid}} {{.State.Status}} {{.State.StartedAt}} {{.RestartCount}} {{json .NetworkSettings.Networks}}';
  const links = await command('ip', ['-oneline', 'addr']);
  const page = await fetch(`http://${await docker('port', 'theirs', '80')}/hostname`);
  return {
    alive: engine.exitCode === null,
    info: await docker('info', '--format', '{{.ID}} {{.ContainersRunning}}'),
    container: await docker('inspect', '--format', format, 'theirs'),
    links: links.split('\n').filter((line) => !line.includes('inet6') && /gantryother0|docker0| 10\.212\./.test(line)),
    routes: (await command('ip', ['route'])).split('\n').filter((line) => line.includes('10.212.')),
    page: page.status,
  };
}

test('another engine, its bridge and its container are the same during a lab and after its end', async () => {
  const before = await state();
  const lab = await startLab({ registry: true });
  try {
    for (const args of [
      ['network', 'create', network],
      ['run', '-d', '--name', 'theirs', '--network', network, 'busybox', 'top'],
    ]) {
      expect((await lab.cli(...args)).code).toBe(0);
    }
    expect(await state()).toEqual(before);
    await lab.engine.kill('SIGKILL');
    await lab.engine.start();
  } finally {
    await lab.stop();
  }
  expect(await state()).toEqual(before);
});
