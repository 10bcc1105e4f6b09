import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { toProblem } from '../../../../app/rpc/problem.ts';
import { docker, lab } from '../../../../e2e/lab/use.ts';
import { dockerEngine } from '../engine.ts';

const engine = dockerEngine({ kind: 'unix', path: lab.socket });
const never = new AbortController().signal;

/** The part, once its version is known. */
async function swarm() {
  await engine.version(never);
  if (!engine.swarm) throw new Error('Docker can be part of a swarm');
  return engine.swarm;
}

const make = (name: string, ...more: string[]) =>
  docker('service', 'create', '-d', '--no-resolve-image', '--name', name, ...more, 'busybox', 'sleep', '1000');

test('where there is no swarm, nothing is listed, and what is asked of one is refused as what it is', async () => {
  const { services, tasks, nodes, removeService } = await swarm();
  expect([await services(never), await tasks(never), await nodes(never)]).toEqual([[], [], []]);
  const refused = await removeService('x'.repeat(25), never).catch(toProblem);
  expect(refused).toMatchObject({ code: 'unsupported', reason: 'not-manager' });
});

describe('a swarm of one', () => {
  beforeAll(() => docker('swarm', 'init', '--advertise-addr', '127.0.0.1', '--listen-addr', '127.0.0.1'));
  afterAll(async () => {
    await docker('swarm', 'leave', '--force');
    await docker('network', 'rm', 'docker_gwbridge');
  });

  const only = async (name: string) => {
    const found = (await (await swarm()).services(never)).find((service) => service.name === name);
    if (!found) throw new Error(`no service ${name}`);
    return found;
  };

  test('says of its node what docker node ls says', async () => {
    const [node] = await (await swarm()).nodes(never);
    const line = await docker('node', 'ls', '--format', '{{.ID}} {{.Hostname}} {{.Status}} {{.ManagerStatus}}');
    expect(`${node?.id} ${node?.name} ${node?.state} ${node?.leader && 'Leader'}`.toLowerCase()).toBe(
      line.toLowerCase(),
    );
    expect(node).toMatchObject({ role: 'manager', reachable: true, availability: 'active', address: '127.0.0.1' });
    expect(node?.cores).toBeGreaterThan(0);
    expect((await (await swarm()).node(node?.id ?? '', never)).raw).toMatchObject({ ID: node?.id });
  });

  test('runs a service, changes how many tasks it has, replaces them, goes back, and removes it', async () => {
    const { scale, restart, rollback, removeService, tasks, service } = await swarm();
    await make('web', '--replicas', '2', '--label', 'com.docker.stack.namespace=shop');
    await expect.poll(() => only('web'), { timeout: 60_000 }).toMatchObject({ running: 2, wanted: 2 });
    const web = await only('web');
    expect(web).toMatchObject({ mode: 'replicated', image: 'busybox:latest', stack: 'shop', hasPrevious: false });
    expect(await service(web.id, never)).toMatchObject({ command: ['sleep', '1000'], constraints: [] });
    const started = (await tasks(never)).filter((task) => task.service === web.id);
    expect(started.map(({ slot, state }) => `${slot} ${state}`).sort()).toEqual(['1 running', '2 running']);
    expect(started.map(({ container }) => container).sort()).toEqual(
      (await docker('ps', '-q', '--no-trunc', '--filter', 'label=com.docker.swarm.service.name=web'))
        .split('\n')
        .sort(),
    );

    await scale(web.id, web.version, 3, never);
    await expect.poll(() => only('web'), { timeout: 60_000 }).toMatchObject({ running: 3, wanted: 3 });
    // Two people at once: the second is told, and nothing of the first is lost.
    const late = await scale(web.id, web.version, 1, never).catch(toProblem);
    expect(late).toMatchObject({ code: 'conflict', reason: 'changed-meanwhile' });
    expect(await only('web')).toMatchObject({ wanted: 3, hasPrevious: true });

    await restart(web.id, never);
    const isNew = async () => (await tasks(never)).some((task) => task.desired === 'running' && !known.has(task.id));
    const known = new Set(started.map(({ id }) => id));
    await expect.poll(isNew, { timeout: 60_000 }).toBe(true);
    await rollback(web.id, never);
    const force = async () =>
      (await docker('service', 'inspect', '-f', '{{.Spec.TaskTemplate.ForceUpdate}}', 'web')).trim();
    await expect.poll(force).toBe('0');

    await removeService(web.id, never);
    await removeService(web.id, never);
    await expect(only('web')).rejects.toThrow();
    expect(await service(web.id, never).catch(toProblem)).toMatchObject({ code: 'not-found', reason: 'service-gone' });
  });

  test('says why a task waits, and which one failed', async () => {
    await make('nowhere', '--constraint', 'node.labels.disk==ssd');
    await docker(
      'service',
      'create',
      '-d',
      '--no-resolve-image',
      '--name',
      'ends',
      '--restart-condition',
      'none',
      'busybox',
      'false',
    );
    const { id } = await only('nowhere');
    const { id: ends } = await only('ends');
    const of = async (service: string) => (await (await swarm()).tasks(never)).find((task) => task.service === service);
    await expect
      .poll(() => of(id), { timeout: 60_000 })
      .toMatchObject({
        state: 'pending',
        node: '',
        error: expect.stringContaining('scheduling constraints not satisfied'),
      });
    expect((await (await swarm()).service(id, never)).constraints).toEqual(['node.labels.disk==ssd']);
    await expect.poll(() => of(ends), { timeout: 60_000 }).toMatchObject({ state: 'failed', exitCode: 1 });
    await docker('service', 'rm', 'nowhere', 'ends');
  });

  test('drains its node and takes it back, and refuses to be left without a manager', async () => {
    const { nodes, setAvailability, setRole } = await swarm();
    const [node] = await nodes(never);
    await setAvailability(node?.id ?? '', 'drain', never);
    expect((await nodes(never))[0]).toMatchObject({ availability: 'drain' });
    await setAvailability(node?.id ?? '', 'active', never);
    expect((await nodes(never))[0]).toMatchObject({ availability: 'active' });
    const refused = await setRole(node?.id ?? '', 'worker', never).catch(toProblem);
    expect(refused).toMatchObject({ detail: expect.stringContaining('last manager') });
  });

  test('tells of its services as they change', async () => {
    const heard: string[] = [];
    const stop = new AbortController();
    const listening = (async () => {
      for await (const event of engine.events(stop.signal)) {
        if (event.kind === 'ready' || event.kind === 'service')
          heard.push('action' in event ? event.action : event.kind);
      }
    })();
    await expect.poll(() => heard).toEqual(['ready']);
    await make('told', '--replicas', '0');
    await docker('service', 'rm', 'told');
    await expect.poll(() => heard).toEqual(['ready', 'create', 'destroy']);
    stop.abort();
    await listening;
  });
});
