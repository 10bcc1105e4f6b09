import { expect, test } from 'vitest';
import type { ContainerSpec } from '../../../app/create.ts';
import { api } from '../../../e2e/lab/api.ts';
import { comparableOf, everything } from '../../../e2e/lab/base/alike.ts';
import { contract, failure, never, type Subject } from '../../../e2e/lab/contract.ts';
import { isRecord, record, text } from '../../base/json.ts';

/** An inspect without ids, times and what an engine makes up for the one container. */
async function comparable({ raw }: Subject, id: string): Promise<object> {
  return comparableOf(await raw(`/containers/${id}/json`));
}

/** Makes it, runs it, and puts something into its volume without a name. */
async function whole({ lab, docker }: Subject): Promise<string> {
  await docker('network', 'create', '--subnet', '10.77.1.0/24', 'recreate-a');
  await docker('network', 'create', '--subnet', '10.77.2.0/24', 'recreate-b');
  const { status, body } = await api(
    lab.socket,
    'POST',
    '/containers/create?name=recreate-whole',
    everything('recreate', '10.77.1.7'),
  );
  expect([status, body]).toEqual([201, expect.any(String)]);
  await docker('network', 'connect', '--alias', 'back', '--ip', '10.77.2.9', 'recreate-b', 'recreate-whole');
  await docker('start', 'recreate-whole');
  await docker('exec', '--user', '0', 'recreate-whole', 'sh', '-c', 'echo kept > /nameless/it');
  return text(record(JSON.parse(body))['Id']);
}

contract('containers that are made a second time', (on) => {
  test('are equal to the first but for ids and times', async () => {
    const { docker, engine } = on();
    const id = await whole(on());
    const before = await comparable(on(), id);
    const recipe = await engine.recreation.read(id, never);
    const { id: again } = await engine.recreation.make(recipe, 'recreate-again', never);
    await engine.containers.stop(id, never);
    await engine.containers.start(again, never);
    expect(await comparable(on(), again)).toEqual(before);
    expect(await docker('exec', 'recreate-again', 'cat', '/nameless/it')).toBe('kept');
  });

  test('are so each time, and with what the image brings alone', async () => {
    const { docker, engine } = on();
    const base = await docker('create', 'busybox');
    const changes = [
      'ENV OWN=1 TWO=2',
      'LABEL own=1',
      'EXPOSE 8080',
      'VOLUME /own',
      'WORKDIR /own',
      'CMD ["sleep", "1000"]',
    ];
    const image = await commit(on(), base, changes);
    const id = await docker('run', '-d', '--env', 'TWO=3', image);
    await docker('exec', id, 'sh', '-c', 'echo kept > /own/it');
    const before = await comparable(on(), id);
    let last = id;
    for (const name of ['recreate-second', 'recreate-third']) {
      const made = await engine.recreation.make(await engine.recreation.read(last, never), name, never);
      last = made.id;
      await engine.containers.start(last, never);
      expect(await comparable(on(), last)).toEqual(before);
      expect(await docker('exec', last, 'cat', '/own/it')).toBe('kept');
    }
    await engine.containers.remove(last, true, never);
    expect(await docker('exec', id, 'cat', '/own/it')).toBe('kept');
  });

  test('change in what was changed and in nothing else', async () => {
    const { docker, engine, raw } = on();
    const id = await whole(on());
    const made = await engine.containers.inspect(id, never);
    const image = await engine.images.inspect(made.imageId.replace('sha256:', ''), never);
    const { spec } = await engine.containers.readSpec(made, image, never);
    const after: ContainerSpec = {
      ...spec,
      env: [
        ['WORD', 'other'],
        ['MORE', '1'],
      ],
      labels: [['team', 'shop']],
      ports: [
        ...spec.ports.filter(({ protocol }) => protocol === 'udp'),
        { hostIp: '127.0.0.1', hostPort: 18_086, containerPort: 80, protocol: 'tcp' },
      ],
      mounts: [
        ...spec.mounts.filter(({ target }) => target !== '/host'),
        { type: 'bind', source: '/var', target: '/other', readOnly: true },
      ],
      memory: 128 * 2 ** 20,
      capAdd: ['SYS_PTRACE'],
    };
    const swap = record((await raw(`/containers/${id}/json`))['HostConfig'])['MemorySwap'];
    const recipe = engine.recreation.alter(await engine.recreation.read(id, never), {
      before: spec,
      after: { ...after, memory: 80 * 2 ** 20 },
      newest: false,
    });
    const before = await comparable(on(), id);
    const { id: again } = await engine.recreation.make(recipe, 'recreate-again', never);
    await engine.containers.stop(id, never);
    await engine.containers.start(again, never);
    const now = await raw(`/containers/${again}/json`);
    expect(record(now['HostConfig'])).toMatchObject({ Memory: 80 * 2 ** 20, MemorySwap: swap });
    const twice = await engine.containers.readSpec(await engine.containers.inspect(again, never), image, never);
    expect({ ...twice.spec, mounts: byTarget(twice.spec.mounts), env: withoutHome(twice.spec.env) }).toEqual({
      ...after,
      memory: 80 * 2 ** 20,
      name: 'recreate-again',
      mounts: byTarget(after.mounts),
      env: withoutHome(after.env),
    });
    expect(
      differences(before, await comparable(on(), again)).filter(
        (path) =>
          !/^(Config\.(Env|Labels)|Mounts|HostConfig\.(Binds|PortBindings|Memory|CapAdd)|EffectiveCaps|BoundingCaps)/.test(
            path,
          ),
      ),
    ).toEqual([]);
    expect(await docker('exec', 'recreate-again', 'cat', '/nameless/it')).toBe('kept');
  });

  test('stay with their image when its name has moved, or take the newest', async () => {
    const { docker, engine } = on();
    const base = await docker('create', 'busybox');
    const first = await commit(on(), base, ['ENV OWN=1']);
    await docker('tag', first, 'recreate-moved:1');
    const id = await docker('create', '--name', 'recreate-old', '--env', 'MINE=1', 'recreate-moved:1');
    expect((await engine.recreation.read(id, never)).moved).toBe(false);
    await docker('tag', await commit(on(), base, ['ENV OWN=2']), 'recreate-moved:1');
    const recipe = await engine.recreation.read(id, never);
    expect(recipe.moved).toBe(true);
    const envOf = async (name: string) => (await engine.containers.inspect(name, never)).env;
    const same = await engine.recreation.make(recipe, 'recreate-same', never);
    expect(await envOf(same.id)).toEqual(expect.arrayContaining(['MINE=1', 'OWN=1']));
    const { spec } = await engine.containers.readSpec(await engine.containers.inspect(id, never), undefined, never);
    const newest = engine.recreation.alter(recipe, { before: spec, after: spec, newest: true });
    const made = await engine.recreation.make(newest, 'recreate-newest', never);
    expect(await envOf(made.id)).toEqual(expect.arrayContaining(['MINE=1', 'OWN=2']));
    await docker('rm', '-f', id, same.id, made.id);
    await docker('rmi', 'recreate-moved:1');
  });

  test('leave nothing behind where one cannot be made whole', async () => {
    const { docker, engine } = on();
    const id = await whole(on());
    const recipe = await engine.recreation.read(id, never);
    await docker('network', 'disconnect', 'recreate-b', id);
    await docker('network', 'rm', 'recreate-b');
    // Docker looks for the network as it starts it.
    const made = await engine.recreation.make(recipe, 'recreate-again', never).catch(() => undefined);
    if (made) {
      await failure(engine.containers.launch(made.id, never));
      await engine.containers.remove(made.id, true, never);
    }
    expect(await docker('ps', '--all', '--quiet', '--no-trunc')).toBe(id);
    const taken = await failure(engine.recreation.make(recipe, 'recreate-whole', never));
    expect(taken).toMatchObject({ code: 'conflict', field: 'name' });
  });
});

/** Makes an image with changes of its own, and gives its id. */
async function commit({ lab }: Subject, container: string, changes: readonly string[]): Promise<string> {
  const query = new URLSearchParams([['container', container], ...changes.map((change) => ['changes', change])]);
  const { body } = await api(lab.socket, 'POST', `/commit?${query}`, {});
  return text(record(JSON.parse(body))['Id']).replace('sha256:', '');
}

/** An engine may add it as it starts one, and tell it as if it had been asked for. */
function withoutHome(env: ContainerSpec['env']): ContainerSpec['env'] {
  return env.filter(([name]) => name !== 'HOME').toSorted(([a], [b]) => a.localeCompare(b));
}

function byTarget(mounts: ContainerSpec['mounts']): ContainerSpec['mounts'] {
  return mounts.toSorted((a, b) => a.target.localeCompare(b.target));
}

/** The paths at which two inspects differ. */
function differences(a: unknown, b: unknown, path = ''): string[] {
  if (JSON.stringify(a) === JSON.stringify(b)) return [];
  if (!isRecord(a) || !isRecord(b)) return [path];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].flatMap((key) =>
    differences(a[key], b[key], path === '' ? key : `${path}.${key}`),
  );
}
