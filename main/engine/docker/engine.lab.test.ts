import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Problem, toProblem } from '../../../app/problem.ts';
import type { StatsSample } from '../../../app/stats.ts';
import { entriesOf, type LogEntry } from '../../../e2e/fake/log-lines.ts';
import { type Lab, startLab } from '../../../e2e/lab/lab.ts';
import { docker, lab } from '../../../e2e/lab/use.ts';
import { connectEndpoint } from '../connect.ts';
import type { EngineEvent } from '../engine.ts';
import { lineCount } from '../log-block.ts';
import { dockerEngine } from './engine.ts';

const engine = dockerEngine({ kind: 'unix', path: lab.socket });
const { containers } = engine;
const never = new AbortController().signal;
const failure = (run: Promise<unknown>): Promise<Problem> => run.then(() => expect.unreachable(), toProblem);

const made: string[] = [];
async function run(...args: string[]): Promise<string> {
  const id = await docker('run', '-d', '--init', ...args);
  made.push(id);
  return id;
}
afterEach(async () => {
  for (const id of made.splice(0)) await containers.remove(id, true, never);
});

const idle = ['busybox', 'sleep', '1000'];

async function readAll(id: string): Promise<LogEntry[]> {
  const all: LogEntry[] = [];
  for await (const batch of containers.logs(id, { tail: 'all', follow: true }, never)) all.push(...entriesOf(batch));
  return all;
}

describe('a real engine', () => {
  test('says who it is', async () => {
    const version = await engine.version(never);
    expect(version).toMatchObject({ product: 'Docker', os: 'linux' });
    expect(version.version).toBe(await docker('version', '--format', '{{.Server.Version}}'));
    await engine.ping(never);
  });

  test('lists what docker ps lists', async () => {
    const id = await run('--name', 'lab-list', '--label', 'com.docker.compose.project=shop', '--expose', '80', ...idle);
    const [row] = await containers.read([id], never);
    expect(row).toMatchObject({
      id,
      name: 'lab-list',
      image: 'busybox',
      state: 'running',
      project: 'shop',
      ports: [{ containerPort: 80, protocol: 'tcp', hostIp: '' }],
    });
    expect((await containers.list('running', never)).map((each) => each.id)).toContain(id);
    await containers.kill(id, never);
    expect((await containers.list('running', never)).map((each) => each.id)).not.toContain(id);
    expect((await containers.list('all', never)).find((each) => each.id === id)).toMatchObject({
      state: 'exited',
      exitCode: 137,
    });
  });

  test('gives the detail of a container', async () => {
    const id = await run('-t', '--restart', 'on-failure:3', '-v', '/data', '-e', 'A=b', '-w', '/tmp', ...idle);
    const detail = await containers.inspect(id, never);
    expect(detail).toMatchObject({
      id,
      tty: true,
      state: 'running',
      restartPolicy: 'on-failure:3',
      workingDir: '/tmp',
      command: ['sleep', '1000'],
      mounts: [{ type: 'volume', target: '/data', readOnly: false }],
      networks: [{ network: 'bridge' }],
    });
    expect(detail.env).toContain('A=b');
    expect(Math.abs(detail.startedAt - Date.now())).toBeLessThan(30_000);
    expect(await failure(containers.inspect('f'.repeat(64), never))).toMatchObject({ code: 'not-found' });
  });

  test('carries out every verb, and what is already so is no error', async () => {
    const id = await run(...idle);
    const state = async (): Promise<string> => (await containers.inspect(id, never)).state;
    await containers.pause(id, never);
    expect(await state()).toBe('paused');
    expect((await failure(containers.pause(id, never))).code).toBe('conflict');
    await containers.unpause(id, never);
    await containers.stop(id, never);
    await containers.stop(id, never);
    expect(await state()).toBe('exited');
    expect((await failure(containers.kill(id, never))).code).toBe('conflict');
    await containers.start(id, never);
    await containers.start(id, never);
    await containers.restart(id, never);
    expect(await state()).toBe('running');
    await containers.remove(id, true, never);
    await containers.remove(id, true, never);
    expect((await failure(containers.start(id, never))).code).toBe('not-found');
  });

  test('renames a container in any state, and says when the name is taken', async () => {
    const [id] = [await run('--name', 'lab-old', ...idle), await run('--name', 'lab-taken', ...idle)];
    const nameOf = async () => (await containers.read([id], never))[0]?.name;
    await containers.rename(id, 'lab-new', never);
    expect(await nameOf()).toBe('lab-new');
    await containers.kill(id, never);
    await containers.rename(id, 'lab-newer', never);
    expect(await nameOf()).toBe('lab-newer');
    expect(await failure(containers.rename(id, 'lab-taken', never))).toMatchObject({
      code: 'conflict',
      field: 'name',
      message: 'The name lab-taken is taken.',
    });
    expect(await failure(containers.rename('nobody', 'lab-x', never))).toMatchObject({ code: 'not-found' });
    expect(await nameOf()).toBe('lab-newer');
  });

  test('tells of what happens elsewhere', async () => {
    const abort = new AbortController();
    const seen: EngineEvent[] = [];
    const reading = (async () => {
      for await (const event of engine.events(abort.signal)) seen.push(event);
    })();
    await expect.poll(() => seen.length).toBe(1);
    const id = await run('busybox', 'true');
    await docker('wait', id);
    await docker('rm', id);
    await expect.poll(() => seen.at(-1)).toEqual({ kind: 'container', id, action: 'destroy' });
    abort.abort();
    await reading;
    const actions = seen.map((event) => (event.kind === 'container' ? event.action : event.kind));
    expect(actions.filter((action) => /^(ready|create|start|die|destroy)$/.test(action))).toEqual([
      'ready',
      'create',
      'start',
      'die',
      'destroy',
    ]);
  });
});

describe('logs of a real engine', () => {
  test('both streams come in order, with times, and end with the container', async () => {
    const script = 'for i in 1 2 3; do echo out $i; sleep 0.05; echo err $i >&2; sleep 0.05; done; printf "no end"';
    const all = await readAll(await run('busybox', 'sh', '-c', script));
    expect(all.map(({ source, text }) => `${source} ${text}`)).toEqual([
      ...[1, 2, 3].flatMap((n) => [`stdout out ${n}`, `stderr err ${n}`]),
      'stdout no end',
    ]);
    for (const { time } of all) expect(time).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{9}Z$/);
  });

  test.each(['-d', '-t'])('lines over 16 kB come whole (%s)', async (flag) => {
    const script = 'head -c 100000 /dev/zero | tr "\\0" x; echo; echo next';
    const all = await readAll(await run(flag, 'busybox', 'sh', '-c', script));
    expect(all.map(({ text }) => text.length)).toEqual([100_000, 4]);
    expect(all[0]?.text).toBe('x'.repeat(100_000));
  });

  test('reading on from a time brings every line again from there, and no earlier one', async () => {
    const id = await run('busybox', 'sh', '-c', 'for i in $(seq 200); do echo $i; done');
    const all = await readAll(id);
    expect(all).toHaveLength(200);
    const { time } = all[120]!;
    const again: LogEntry[] = [];
    for await (const batch of containers.logs(id, { tail: 'all', since: time, follow: false }, never))
      again.push(...entriesOf(batch));
    expect(again).toEqual(all.filter((entry) => entry.time >= time));
  });

  test('following shows a line as it is printed, and aborting ends it quietly', async () => {
    const id = await run('busybox', 'sh', '-c', 'while :; do date +%s%3N; sleep 0.2; done');
    const abort = new AbortController();
    let count = 0;
    for await (const batch of containers.logs(id, { tail: 0, follow: true }, abort.signal)) {
      count += lineCount(batch);
      for (const { time } of entriesOf(batch)) expect(Date.now() - Date.parse(time)).toBeLessThan(30_000);
      if (count > 3) abort.abort();
    }
    expect(count).toBeGreaterThan(3);
  });

  test('a container without a log says so', async () => {
    const id = await run('--log-driver', 'none', 'busybox', 'echo', 'hi');
    const said = await failure(readAll(id));
    expect(said).toMatchObject({
      code: 'unsupported',
      message: 'Its log driver “none” keeps nothing that can be read.',
    });
    expect(said.detail).toMatch(/logging driver/);
  });
});

describe('commands on a real engine', () => {
  test('a shell on a TTY takes keys, has its size, is resized and ends with its exit code', async () => {
    const id = await run(...idle);
    const session = await containers.exec(id, { command: ['sh'], env: ['PS1=> '], cols: 101, rows: 41 }, never);
    let printed = '';
    const reading = (async () => {
      for await (const bytes of session.output) printed += Buffer.from(bytes).toString();
    })();
    await expect.poll(() => printed).toContain('> ');
    await expect
      .poll(async () => {
        await session.write(Buffer.from('stty size\n'));
        return printed;
      })
      .toContain('41 101');
    await session.resize(77, 33);
    await session.write(Buffer.from('stty size; exit 5\n'));
    await reading;
    expect(printed).toContain('33 77');
    expect(await session.exitCode()).toBe(5);
  });

  test('a shell whose output nobody reads is held up, and loses nothing', async () => {
    const id = await run(...idle);
    const command = ['sh', '-c', 'seq 300000; touch /done'];
    const session = await containers.exec(id, { command, env: [], cols: 80, rows: 24 }, never);
    const output = session.output[Symbol.asyncIterator]();
    let size = (await output.next()).value?.length ?? 0;
    await new Promise((resolve) => setTimeout(resolve, 1000));
    expect(await containers.run(id, { command: ['test', '-e', '/done'] }, never)).toMatchObject({ exitCode: 1 });
    for (let next = await output.next(); !next.done; next = await output.next()) size += next.value.length;
    expect(size).toBe(Array.from({ length: 300_000 }, (_, n) => String(n + 1).length + 2).reduce((a, b) => a + b));
  });

  test('a command that is not there says so and exits as the engine says', async () => {
    const id = await run(...idle);
    const session = await containers.exec(id, { command: ['nonesuch'], env: [], cols: 80, rows: 24 }, never);
    let printed = '';
    for await (const bytes of session.output) printed += Buffer.from(bytes).toString();
    expect(printed).toContain('nonesuch');
    expect(await session.exitCode()).toBeGreaterThanOrEqual(126);
  });

  test('a command without a TTY gives its exit code and what it printed', async () => {
    const id = await run(...idle);
    const command = ['sh', '-c', 'echo out; echo aside >&2; sleep 0.1; id -u; echo $WORD; exit 7'];
    const result = await containers.run(id, { command, user: '1000', env: ['WORD=käse'] }, never);
    expect(result).toEqual({ exitCode: 7, output: 'out\n1000\nkäse\n' });
    const { output } = await containers.run(id, { command: ['seq', '100000'] }, never);
    expect(output).toHaveLength(64 * 1024);
    const missing = await containers.run(id, { command: ['nonesuch'] }, never);
    expect(missing.exitCode).toBeGreaterThanOrEqual(126);
    const none = containers.run('f'.repeat(64), { command: ['true'] }, never);
    expect((await failure(none)).code).toBe('not-found');
    await containers.stop(id, never);
    expect((await failure(containers.run(id, { command: ['true'] }, never))).code).toBe('conflict');
  });

  test('of many sizes asked for at once the last one holds', async () => {
    const id = await run(...idle);
    const session = await containers.exec(id, { command: ['sh'], env: ['PS1=> '], cols: 80, rows: 24 }, never);
    let printed = '';
    const reading = (async () => {
      for await (const bytes of session.output) printed += Buffer.from(bytes).toString();
    })();
    await expect.poll(() => printed).toContain('> ');
    await Promise.all(Array.from({ length: 200 }, (_, n) => session.resize(n + 1, 50)));
    await session.write(Buffer.from('stty size; exit\n'));
    await reading;
    expect(printed).toContain('50 200');
  });
});

test('stats of a real engine show what a container uses, and end when it stops', async () => {
  const id = await run('--memory', '64m', 'busybox', 'sh', '-c', 'while :; do :; done');
  const samples: StatsSample[] = [];
  for await (const sample of containers.stats(id, never)) {
    samples.push(sample);
    if (samples.length === 3) await docker('kill', id);
  }
  expect(samples.length).toBeLessThan(7);
  expect(samples[1]?.cpu).toBeGreaterThan(5);
  expect(samples[1]).toMatchObject({ memoryLimit: 64 * 2 ** 20, memory: expect.any(Number) });
  expect(samples[0]).not.toHaveProperty('cpu');
});

describe('an engine that dies', () => {
  let own: Lab;
  beforeAll(async () => {
    own = await startLab();
  });
  afterAll(() => own.stop());

  test('ends streams with engine-unreachable, and the connection comes back by itself with it', async () => {
    const connection = connectEndpoint({
      id: 'e000000000000',
      name: 'Own',
      url: own.dockerHost,
      source: 'default',
      address: { kind: 'unix', path: own.socket },
    });
    connection.use();
    await expect.poll(() => connection.status.kind).toBe('connected');
    const { stdout } = await own.cli('run', '-d', 'busybox', 'sh', '-c', 'while :; do echo tick; sleep 0.1; done');
    const id = stdout.trim();
    let lines = 0;
    const reading = (async () => {
      for await (const batch of connection.engine.containers.logs(id, { tail: 'all', follow: true }, never))
        lines += lineCount(batch);
    })();
    const session = await connection.engine.containers.exec(
      id,
      { command: ['sh'], env: [], cols: 80, rows: 24 },
      never,
    );
    const shell = (async () => {
      for await (const _ of session.output);
    })();
    await expect.poll(() => lines).toBeGreaterThan(5);
    const end = failure(reading);
    await own.engine.kill('SIGKILL');
    expect((await end).code).toBe('engine-unreachable');
    await shell;
    expect(await session.exitCode()).toBeUndefined();
    await expect.poll(() => connection.status.kind).toBe('unreachable');
    await own.engine.start();
    await expect.poll(() => connection.status.kind).toBe('connected');
    expect(connection.epoch).toBe(2);
    connection.dispose();
  });
});
