import { afterEach, describe, expect, test } from 'vitest';
import { type Problem, toProblem } from '../../../app/problem.ts';
import { docker, lab } from '../../../e2e/lab/use.ts';
import { dockerEngine } from './engine.ts';

const engine = dockerEngine({ kind: 'unix', path: lab.socket });
const { containers, networks, volumes } = engine;
const never = new AbortController().signal;
const failure = (run: Promise<unknown>): Promise<Problem> => run.then(() => expect.unreachable(), toProblem);

const undo: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).toReversed()) await step();
});

async function run(...args: string[]): Promise<string> {
  const id = await docker('run', '-d', '--init', ...args, 'busybox', 'sleep', '1000');
  undo.push(() => containers.remove(id, true, never));
  return id;
}

async function volume(name: string): Promise<string> {
  const made = await volumes.create({ name, driver: 'local', options: {}, labels: { team: 'lab' } }, never);
  undo.push(() => volumes.remove(made, never));
  return made;
}

const plain = { driver: 'bridge', subnet: '', gateway: '', internal: false, attachable: false, labels: {} };

describe('volumes of a real engine', () => {
  test('are made, listed, inspected and removed', async () => {
    const name = await volume('lab-data');
    expect((await volumes.list(never)).find(({ id }) => id === name)).toMatchObject({
      driver: 'local',
      labels: { team: 'lab' },
      anonymous: false,
    });
    const detail = await volumes.inspect(name, never);
    expect(detail.mountpoint).toMatch(/lab-data\/_data$/);
    expect(Math.abs(detail.created - Date.now())).toBeLessThan(60_000);
    await volumes.remove(name, never);
    expect(await failure(volumes.inspect(name, never))).toMatchObject({
      code: 'not-found',
      message: 'The engine does not know this volume any more.',
    });
    await volumes.remove(name, never);
  });

  test('of a taken name are not made', async () => {
    const name = await volume('lab-twice');
    const order = { name, driver: 'local', options: {}, labels: {} };
    expect(await failure(volumes.create(order, never))).toMatchObject({ code: 'conflict', field: 'name' });
  });

  test('in use stay, and name their containers; the row of the container names them', async () => {
    const name = await volume('lab-used');
    const idle = await volume('lab-idle');
    const id = await run('--name', 'lab-user', '--volume', `${name}:/data`, '--volume', '/anonymous');
    await containers.kill(id, never);
    expect(await failure(volumes.remove(name, never))).toMatchObject({
      code: 'in-use',
      message: 'The volume is in use by the container lab-user.',
    });
    const [read] = await containers.read([id], never);
    const listed = (await containers.list('all', never)).find((row) => row.id === id);
    expect(read?.volumes).toContain(name);
    expect(read?.volumes).toHaveLength(2);
    expect(listed?.volumes).toEqual(read?.volumes);
    expect(listed?.networks).toEqual(read?.networks);
    const unused = (await volumes.unused(never)).map((each) => each.id);
    expect(unused).toContain(idle);
    expect(unused).not.toContain(name);
    const all = await volumes.list(never);
    expect(
      all.filter(({ id }) => read?.volumes.includes(id)).map(({ id, anonymous }) => anonymous === (id !== name)),
    ).toEqual([true, true]);
  });

  test('are measured', async () => {
    const name = await volume('lab-sized');
    await docker(
      'run',
      '--rm',
      '--volume',
      `${name}:/data`,
      'busybox',
      'dd',
      'if=/dev/zero',
      'of=/data/x',
      'bs=1024',
      'count=64',
    );
    expect((await volumes.sizes(never))[name]).toBe(64 * 1024);
  });
});

describe('networks of a real engine', () => {
  async function network(name: string, more: Partial<typeof plain> = {}): Promise<string> {
    const id = await networks.create({ name, ...plain, ...more }, never);
    undo.push(() => networks.remove(id, never));
    return id;
  }

  test('are made as asked, listed, inspected and removed', async () => {
    const id = await network('lab-net', {
      subnet: '10.211.7.0/24',
      gateway: '10.211.7.1',
      internal: true,
      attachable: true,
    });
    expect(await networks.inspect(id, never)).toMatchObject({
      id,
      name: 'lab-net',
      subnets: ['10.211.7.0/24'],
      gateways: ['10.211.7.1'],
      internal: true,
      attachable: true,
      builtin: false,
      members: [],
    });
    const all = await networks.list(never);
    expect(all.find(({ name }) => name === 'lab-net')?.id).toBe(id);
    expect(all.find(({ name }) => name === 'none')?.builtin).toBe(true);
    await networks.remove(id, never);
    expect((await failure(networks.inspect(id, never))).code).toBe('not-found');
    await networks.remove(id, never);
  });

  test('of a taken name or a bad subnet are not made', async () => {
    await network('lab-name');
    expect(await failure(networks.create({ name: 'lab-name', ...plain }, never))).toMatchObject({
      code: 'conflict',
      field: 'name',
    });
    const bad = await failure(networks.create({ name: 'lab-bad', ...plain, subnet: '10.0.0.0/99' }, never));
    expect(bad.detail).toMatch(/10\.0\.0\.0\/99/);
  });

  test('connect and disconnect a container, with an address and an alias, and stay while it is on', async () => {
    const id = await network('lab-join', { subnet: '10.211.8.0/24' });
    const container = await run('--name', 'lab-joiner', '--network', 'none');
    const bare = (await containers.read([container], never))[0];
    expect(bare?.networks).toEqual(['none']);
    await networks.disconnect(
      (await networks.list(never)).find(({ name }) => name === 'none')?.id ?? '',
      container,
      true,
      never,
    );
    await networks.connect({ id, container, aliases: ['db'], ip: '10.211.8.9' }, never);
    expect((await networks.inspect(id, never)).members).toMatchObject([
      { id: container, name: 'lab-joiner', ipv4: '10.211.8.9' },
    ]);
    const [read] = await containers.read([container], never);
    expect(read?.networks).toEqual(['lab-join']);
    expect((await containers.inspect(container, never)).networks[0]?.aliases).toContain('db');
    expect(await failure(networks.remove(id, never))).toMatchObject({
      code: 'in-use',
      message: 'The network is in use by the container lab-joiner.',
    });
    await networks.disconnect(id, container, false, never);
    expect((await networks.inspect(id, never)).members).toEqual([]);
  });

  test('stay while a container that is stopped or never ran is on them: it could not start again', async () => {
    const id = await network('lab-asleep');
    const stopped = await run('--name', 'lab-stopped', '--network', 'lab-asleep');
    await containers.kill(stopped, never);
    const created = await docker('create', '--name', 'lab-created', '--network', 'lab-asleep', 'busybox', 'sleep', '9');
    undo.push(() => containers.remove(created, true, never));
    const { code, message } = await failure(networks.remove(id, never));
    expect(code).toBe('in-use');
    expect(message).toContain('lab-created');
    expect(message).toContain('lab-stopped');
    await containers.start(stopped, never);
  });

  test('tell of a container that joins as an event about that container', async () => {
    const id = await network('lab-event');
    const container = await run();
    const stop = new AbortController();
    const seen: string[] = [];
    for await (const event of engine.events(stop.signal)) {
      if (event.kind === 'ready') await networks.connect({ id, container }, never);
      else seen.push(`${event.kind} ${event.action}`);
      if (event.kind === 'container') stop.abort();
    }
    expect(seen).toEqual(['network connect', 'container network connect']);
  });
});
