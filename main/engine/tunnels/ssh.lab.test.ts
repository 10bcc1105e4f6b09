import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, describe, expect, test } from 'vitest';
import type { ReachReport } from '../../../app/engines/reach.ts';
import { type Problem, problem, toProblem } from '../../../app/rpc/problem.ts';
import { entriesOf } from '../../../e2e/fake/log-lines.ts';
import { type Sshd, type SshdOptions, startSshd } from '../../../e2e/lab/sshd.ts';
import { docker, lab } from '../../../e2e/lab/use.ts';
import { Connection } from '../connection.ts';
import { dockerEngine } from '../docker/engine.ts';
import type { SshAddress, SshQuestion } from '../endpoints/endpoints.ts';
import { reachStepwise } from '../reach/reach.ts';
import { closeTunnel, openTunnel } from './open.ts';

const never = new AbortController().signal;
const failure = (run: Promise<unknown>): Promise<Problem> => run.then(() => expect.unreachable(), toProblem);
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

async function sshd(options: SshdOptions = {}): Promise<Sshd> {
  const one = await startSshd({ socket: lab.socket, ...options });
  closers.push(() => one.stop());
  return one;
}

interface Way {
  readonly address: SshAddress;
  readonly asked: SshQuestion[];
}

/** A way there, on which a person gives the same answer to everything. */
function wayTo(far: Sshd, answer?: string, url = far.url): Way {
  const asked: SshQuestion[] = [];
  const ask = async (question: SshQuestion): Promise<string> => {
    asked.push(question);
    if (answer === undefined) throw problem('cancelled', 'question-declined');
    return answer;
  };
  const address: SshAddress = { kind: 'ssh', url, help: { env: far.env, ask } };
  closers.push(() => closeTunnel(address));
  return { address, asked };
}

/** Every process that runs with the configuration of an sshd. */
async function sshOf({ dir }: Sshd): Promise<number[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return line.startsWith('/usr/bin/ssh\0') && line.includes(dir) ? [Number(pid)] : [];
    }),
  );
  return found.flat();
}

/** Reads the events of an engine until it has said that it listens; gives the end of that. */
async function listen(engine: ReturnType<typeof dockerEngine>): Promise<() => Promise<unknown>> {
  const stop = new AbortController();
  const events = engine.events(stop.signal)[Symbol.asyncIterator]();
  await events.next();
  return () => {
    stop.abort();
    return events.next().catch(() => undefined);
  };
}

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
    closers.push(() => docker('rm', '-f', id));
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

describe('a verb on an engine far away', () => {
  test('goes there and back twice at most, but where it asks who would be harmed', async () => {
    const far = await sshd({ delay: 10 });
    const engine = dockerEngine(wayTo(far).address);
    await engine.version(never);
    const { containers, volumes, networks } = engine;
    const id = await docker('run', '-d', '--init', 'busybox', 'sleep', '1000');
    closers.push(() => lab.cli('rm', '-f', id));
    await docker('network', 'create', 'far-net');
    await docker('volume', 'create', 'far-volume');
    const verbs: readonly (readonly [name: string, run: () => Promise<unknown>])[] = [
      ['list', () => containers.list('all', never)],
      ['inspect', () => containers.inspect(id, never)],
      ['pause', () => containers.pause(id, never)],
      ['unpause', () => containers.unpause(id, never)],
      ['rename', () => containers.rename(id, 'far-away', never)],
      ['kill', () => containers.kill(id, never)],
      ['start', () => containers.start(id, never)],
      ['restart', () => containers.restart(id, never)],
      ['stop', () => containers.stop(id, never)],
      ['remove', () => containers.remove(id, true, never)],
      ['remove a volume', () => volumes.remove('far-volume', never)],
      ['remove a network', () => networks.remove('far-net', never)],
    ];
    const counted: [string, number][] = [];
    for (const [name, run] of verbs) {
      const before = far.turns;
      await run();
      counted.push([name, far.turns - before]);
    }
    // What would be left without a network is asked about first, by the name that has to be asked for.
    expect(counted.filter(([, turns]) => turns > 2)).toEqual([['remove a network', 3]]);
  });
});

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
    const engine = dockerEngine(wayTo(far, undefined, `${far.url}${String(lab.socket)}`).address);
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
    closers.push(() => promisify(execFile)('ssh', ['-O', 'exit', 'far'], { env: far.env }).catch(() => undefined));
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
    closers.push(() => connection.dispose());
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

describe('a connection of ssh that is lost', () => {
  async function connected(far: Sshd): Promise<Connection> {
    const { address } = wayTo(far);
    const endpoint = { id: 'e000000000000', name: 'Far', url: far.url, source: 'context', address } as const;
    const connection = new Connection(endpoint, dockerEngine(address));
    closers.push(() => connection.dispose());
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
