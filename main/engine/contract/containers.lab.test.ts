import { expect, test } from 'vitest';
import { type Container, noEnd } from '../../../app/containers.ts';
import { contract, failure, idle, needs, never, type Subject } from '../../../e2e/lab/contract.ts';
import { list, record } from '../../base/json.ts';

const run = ({ docker }: Subject, ...args: string[]): Promise<string> => docker('run', '-d', ...args);

async function listed(
  { engine }: Subject,
  id: string,
  scope: 'all' | 'running' = 'all',
): Promise<Container | undefined> {
  return (await engine.containers.list(scope, never)).find((each) => each.id === id);
}

contract('containers', (on) => {
  test('are listed as the engine has them, and read alone the same', async () => {
    const { engine, docker, raw } = on();
    await docker('network', 'create', 'contract-net');
    const labels = ['--label', 'com.docker.compose.project=shop', '--label', 'com.docker.compose.service=web'];
    const on1 = ['--network', 'contract-net', '-v', 'contract-data:/data', '--expose', '81', '-p', '127.0.0.1::80'];
    const id = await run(on(), '--name', 'contract-list', ...labels, ...on1, ...idle);
    const said = await raw(`/containers/${id}/json`);
    const row = await listed(on(), id);
    expect(row).toMatchObject({
      id,
      name: 'contract-list',
      image: 'busybox',
      created: Math.floor(Date.parse(String(said['Created'])) / 1000) * 1000,
      state: 'running',
      health: 'none',
      labels: { 'com.docker.compose.project': 'shop', 'com.docker.compose.service': 'web' },
      volumes: ['contract-data'],
      networks: ['contract-net'],
      project: 'shop',
      service: 'web',
    });
    expect(row?.imageId.replace(/^sha256:/, '')).toBe(String(said['Image']).replace(/^sha256:/, ''));
    const hostPort = Number((await docker('port', 'contract-list', '80')).split(':')[1]);
    const published = { containerPort: 80, protocol: 'tcp', hostIp: '127.0.0.1', hostPort };
    expect(row?.ports.filter((port) => port.hostPort !== undefined)).toEqual([published]);
    expect(await engine.containers.read([id], never)).toEqual([row]);
  });

  test('that ended are listed with all, not with those that run, with their exit code and without a way in', async () => {
    const { docker } = on();
    const id = await run(on(), '-p', '127.0.0.1::80', 'busybox', 'sh', '-c', 'exit 7');
    await docker('wait', id);
    await expect.poll(() => listed(on(), id)).toMatchObject({ state: 'exited', exitCode: 7 }); // it may lag
    const row = await listed(on(), id);
    expect(row?.ports.some(({ hostPort }) => hostPort !== undefined)).toBe(false);
    expect(await listed(on(), id, 'running')).toBeUndefined();
    const created = await docker('create', 'busybox', 'true');
    expect(await listed(on(), created)).toMatchObject({ state: 'created' });
  });

  test('published on every address have one port, of every address', async () => {
    const { engine, docker } = on();
    const id = await run(on(), '-p', '80', ...idle);
    const lines = (await docker('port', id, '80')).trim().split('\n');
    // One unless the engine happened to give IPv6 another port than IPv4.
    const hostPorts = new Set(lines.map((line) => Number(line.split(':').at(-1))));
    const base = { containerPort: 80, protocol: 'tcp', hostIp: '0.0.0.0' };
    const ports = [...hostPorts].sort((a, b) => a - b).map((hostPort) => ({ ...base, hostPort }));
    expect((await listed(on(), id))?.ports).toEqual(ports);
    expect((await engine.containers.inspect(id, never)).ports).toEqual(ports);
  });

  test('that are gone are left out of what is read', async () => {
    const id = await run(on(), ...idle);
    const rows = await on().engine.containers.read(['f'.repeat(64), id], never);
    expect(rows.map((row) => row.id)).toEqual([id]);
  });

  test('tell in their detail what they were made with and how they are', async () => {
    const { engine, raw } = on();
    const made = [
      '-t',
      '--restart',
      'on-failure:3',
      '-v',
      '/data',
      '-e',
      'A=b',
      '-w',
      '/tmp',
      '-u',
      '0',
      '--label',
      'a=b',
    ];
    const id = await run(on(), ...made, 'busybox', 'sleep', '1000');
    const said = await raw(`/containers/${id}/json`);
    const state = record(said['State']);
    const detail = await engine.containers.inspect(id, never);
    expect(detail).toMatchObject({
      id,
      name: String(said['Name']).replace('/', ''),
      image: 'busybox',
      tty: true,
      state: 'running',
      exitCode: 0,
      oomKilled: false,
      restartCount: 0,
      restartPolicy: 'on-failure:3',
      workingDir: '/tmp',
      user: '0',
      command: ['sleep', '1000'],
      labels: { a: 'b' },
      mounts: [{ type: 'volume', target: '/data', readOnly: false }],
      created: Date.parse(String(said['Created'])),
      startedAt: Date.parse(String(state['StartedAt'])),
      raw: { Id: id },
    });
    expect(detail.env).toContain('A=b');
    const networks = record(record(said['NetworkSettings'])['Networks']);
    expect(detail.networks.map(({ network, ip }) => [network, ip])).toEqual(
      Object.entries(networks).map(([name, network]) => [name, record(network)['IPAddress']]),
    );
    expect(await failure(engine.containers.inspect('f'.repeat(64), never))).toMatchObject({ code: 'not-found' });
  });

  test('are paused and go on, and in the wrong state that is a conflict', async () => {
    const { containers } = on().engine;
    const id = await run(on(), ...idle);
    await containers.pause(id, never);
    expect((await containers.inspect(id, never)).state).toBe('paused');
    expect((await failure(containers.pause(id, never))).code).toBe('conflict');
    await containers.unpause(id, never);
    expect((await containers.inspect(id, never)).state).toBe('running');
    expect((await failure(containers.unpause(id, never))).code).toBe('conflict');
  });

  test('are stopped, killed, started and removed, and what is already so is no error', async () => {
    const { containers } = on().engine;
    const id = await run(on(), ...idle);
    const state = async (): Promise<string> => (await containers.inspect(id, never)).state;
    await containers.stop(id, never);
    await containers.stop(id, never);
    expect(await state()).toBe('exited');
    expect((await failure(containers.kill(id, never))).code).toBe('conflict');
    await containers.start(id, never);
    await containers.start(id, never);
    const { startedAt } = await containers.inspect(id, never);
    await containers.restart(id, never);
    expect(await state()).toBe('running');
    expect((await containers.inspect(id, never)).startedAt).toBeGreaterThan(startedAt);
    await containers.kill(id, never);
    expect(await containers.read([id], never)).toMatchObject([{ state: 'exited', exitCode: 137 }]);
    await containers.remove(id, true, never);
    await containers.remove(id, true, never);
    expect((await failure(containers.start(id, never))).code).toBe('not-found');
  });

  test('have the time to end by themselves that a stop gives them', async () => {
    const { engine, docker } = on();
    const { containers } = engine;
    const deaf = ['busybox', 'sh', '-c', 'trap "" TERM; echo up; while :; do sleep 1; done'];
    const id = await run(on(), '--stop-timeout', '1000', ...deaf);
    await expect.poll(() => docker('logs', id)).toContain('up');
    const state = async (): Promise<string> => (await containers.inspect(id, never)).state;
    await containers.stop(id, never, 0);
    expect(await state()).toBe('exited');
    await containers.start(id, never);
    await containers.stop(id, never, 1);
    expect((await containers.inspect(id, never)).exitCode).toBe(137);
    const patient = [
      'busybox',
      'sh',
      '-c',
      'trap "touch /asked; sleep 3; exit 0" TERM; echo up; while :; do sleep 1; done',
    ];
    const other = await run(on(), '--stop-timeout', '1', ...patient);
    await expect.poll(() => docker('logs', other)).toContain('up');
    const stopping = containers.stop(other, never, noEnd);
    const has = async (path: string) => (await containers.hasPaths(other, [path], never))[0];
    await expect.poll(() => has('/asked'), { timeout: 30_000 }).toBe(true);
    const gaveUp = new AbortController();
    const second = failure(containers.stop(other, gaveUp.signal, noEnd));
    gaveUp.abort();
    expect(await second).toMatchObject({ code: 'cancelled' });
    await stopping;
    expect((await containers.inspect(other, never)).exitCode).toBe(0);
  }, 120_000);

  test('get the signal that is sent, and one that is none is told', async () => {
    const { engine, docker } = on();
    const { containers } = engine;
    const told = [
      'busybox',
      'sh',
      '-c',
      'trap "echo hup" HUP; trap "echo usr" USR1; echo up; while :; do sleep 0.2; done',
    ];
    const id = await run(on(), ...told);
    const log = () => docker('logs', id);
    await expect.poll(log).toBe('up');
    await containers.kill(id, never, 'HUP');
    await expect.poll(log).toBe('up\nhup');
    await containers.kill(id, never, 'SIGUSR1');
    await expect.poll(log).toBe('up\nhup\nusr');
    await containers.kill(id, never, '1');
    await expect.poll(log).toBe('up\nhup\nusr\nhup');
    await containers.kill(id, never, 'WINCH');
    const unknown = { code: 'invalid-input', reason: 'signal-unknown', field: 'signal' };
    for (const name of ['NONESUCH', '99']) {
      expect(await failure(containers.kill(id, never, name))).toMatchObject({ ...unknown, params: { signal: name } });
    }
    expect((await containers.inspect(id, never)).state).toBe('running');
    await containers.kill(id, never, 'KILL');
    await expect.poll(async () => (await containers.inspect(id, never)).exitCode).toBe(137);
    expect(await failure(containers.kill(id, never, 'HUP'))).toMatchObject({ code: 'conflict' });
  });

  test('are renamed in any state, and a name that is taken is told', async () => {
    const { containers } = on().engine;
    const id = await run(on(), '--name', 'contract-old', ...idle);
    await run(on(), '--name', 'contract-taken', ...idle);
    await containers.rename(id, 'contract-new', never);
    await expect.poll(async () => (await listed(on(), id))?.name).toBe('contract-new');
    await containers.kill(id, never);
    await containers.rename(id, 'contract-newer', never);
    expect((await containers.inspect(id, never)).name).toBe('contract-newer');
    expect(await failure(containers.rename(id, 'contract-taken', never))).toMatchObject({
      code: 'conflict',
      field: 'name',
      reason: 'name-taken',
      params: { name: 'contract-taken' },
    });
    expect(await failure(containers.rename('f'.repeat(64), 'contract-x', never))).toMatchObject({ code: 'not-found' });
  });

  test('that run go by force, with their anonymous volumes or without', async () => {
    const { engine, docker } = on();
    const volumes = async (): Promise<string[]> => (await docker('volume', 'ls', '-q')).split('\n').filter(Boolean);
    const [first, second] = [await run(on(), '-v', '/data', ...idle), await run(on(), '-v', '/data', ...idle)];
    expect(await volumes()).toHaveLength(2);
    await engine.containers.remove(first, true, never);
    expect(await volumes()).toHaveLength(1);
    await engine.containers.remove(second, false, never);
    expect(await volumes()).toHaveLength(1);
    expect(await engine.containers.list('all', never)).toEqual([]);
  });

  test('that take no notice of a signal are removed at once', async () => {
    // So long an engine that asks first would wait.
    const id = await run(on(), '--stop-timeout', '300', 'busybox', 'sleep', '1000');
    const started = performance.now();
    await on().engine.containers.remove(id, true, never);
    expect(performance.now() - started).toBeLessThan(50_000);
  });

  test('show what their health check found', async () => {
    const { engine } = on();
    const { containers, health } = engine;
    const checked = ['--health-cmd', 'test -e /well', '--health-interval', '1s', '--health-retries', '1'];
    const id = await run(on(), ...checked, ...idle);
    const found = async (): Promise<string> => {
      await health?.check(id, never);
      return (await containers.inspect(id, never)).health;
    };
    await expect.poll(found).toBe('unhealthy');
    await expect.poll(async () => (await listed(on(), id))?.health).toBe('unhealthy');
    await containers.run(id, { command: ['touch', '/well'] }, never);
    await expect.poll(found).toBe('healthy');
    await expect.poll(async () => (await listed(on(), id))?.health).toBe('healthy');
    expect((await containers.inspect(id, never)).check?.command).toContain('test -e /well');
  });

  test('without a health check have none to run', async (context) => {
    needs(on(), 'healthChecks', context);
    const id = await run(on(), ...idle);
    expect(await failure(on().engine.health!.check(id, never))).toMatchObject({ code: 'conflict' });
  });

  test('answer in their list as soon as they are many', async () => {
    const { engine, docker } = on();
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => docker('create', '--name', `contract-${n}`, 'busybox', 'true')),
    );
    const names = (await engine.containers.list('all', never)).map(({ name }) => name);
    expect(names.toSorted()).toEqual((await docker('ps', '-a', '--format', '{{.Names}}')).split('\n').toSorted());
    expect(list(names)).toHaveLength(20);
  });
});
