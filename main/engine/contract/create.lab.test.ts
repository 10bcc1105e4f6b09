import { expect, test } from 'vitest';
import type { ContainerSpec } from '../../../app/create.ts';
import { bareSpec } from '../../../e2e/fake/bare-spec.ts';
import { contract, failure, idle, never, type Subject } from '../../../e2e/lab/contract.ts';
import { record } from '../../base/json.ts';

const plain: ContainerSpec = { ...bareSpec, command: ['sleep', '1000'] };

async function made({ engine }: Subject, more: Partial<ContainerSpec>): Promise<string> {
  const { id } = await engine.containers.create({ ...plain, ...more }, never);
  await engine.containers.launch(id, never);
  return id;
}

contract('making containers', (on) => {
  test('gives them all that was asked for', async () => {
    const { docker, raw } = on();
    await docker('network', 'create', 'contract-net');
    await docker('volume', 'create', 'contract-data');
    const id = await made(on(), {
      name: 'contract-made',
      entrypoint: ['sh', '-c'],
      command: ['sleep 1000; true'],
      workdir: '/srv',
      user: '1000',
      env: [['WORD', 'käse = x']],
      labels: [['team', 'lab']],
      ports: [{ hostIp: '127.0.0.1', containerPort: 80, protocol: 'tcp' }],
      mounts: [
        { type: 'volume', source: 'contract-data', target: '/data', readOnly: true },
        { type: 'bind', source: '/tmp', target: '/host', readOnly: false },
        { type: 'tmpfs', source: '', target: '/scratch', readOnly: false },
      ],
      network: 'contract-net',
      restart: 'on-failure',
      maxRetries: 3,
      tty: true,
    });
    const said = await raw(`/containers/${id}/json`);
    const [config, host] = [record(said['Config']), record(said['HostConfig'])];
    expect(config).toMatchObject({ Tty: true, User: '1000', WorkingDir: '/srv', Labels: { team: 'lab' } });
    expect(config['Env']).toContain('WORD=käse = x');
    expect(host).toMatchObject({
      RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
      PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1' }] },
    });
    expect(Object.keys(record(record(said['NetworkSettings'])['Networks']))).toEqual(['contract-net']);
    const inside = await docker('exec', 'contract-made', 'sh', '-c', 'id -u; pwd; echo "$WORD"; mount');
    expect(inside).toMatch(/^1000\r?\n\/srv\r?\nkäse = x\r?\n/);
    expect(inside).toMatch(/ on \/data [^\n]*\(ro/);
    expect(inside).toMatch(/ on \/host [^\n]*\(rw/);
    expect(inside).toMatch(/tmpfs on \/scratch /);
  });

  test('can be read back and made again', async () => {
    const { engine, docker } = on();
    await docker('network', 'create', 'contract-net');
    const spec: ContainerSpec = {
      ...plain,
      name: 'contract-again',
      workdir: '/srv',
      user: '1000',
      env: [['WORD', 'x']],
      labels: [['team', 'lab']],
      ports: [{ hostIp: '127.0.0.1', hostPort: 18_080, containerPort: 80, protocol: 'tcp' }],
      mounts: [{ type: 'volume', source: 'contract-data', target: '/data', readOnly: true }],
      network: 'contract-net',
      restart: 'unless-stopped',
    };
    const { id } = await engine.containers.create(spec, never);
    const detail = await engine.containers.inspect(id, never);
    const image = await engine.images.inspect(detail.imageId, never);
    const { spec: read, rest } = await engine.containers.readSpec(detail, image, never);
    expect(read).toEqual(spec);
    // An engine may tell what it gives everybody as if that had been asked for.
    expect(rest.filter(({ field }) => field !== 'HostConfig.Ulimits')).toEqual([]);
    await engine.containers.remove(id, true, never);
    const again = await engine.containers.create(read, never);
    const twice = await engine.containers.inspect(again.id, never);
    expect((await engine.containers.readSpec(twice, image, never)).spec).toEqual(spec);
  });

  test('keeps the limits of memory and of cores, and can read them back', async () => {
    const { engine, raw } = on();
    const { id } = await engine.containers.create({ ...plain, memory: 64 * 2 ** 20, cpus: 0.5 }, never);
    const host = record((await raw(`/containers/${id}/json`))['HostConfig']);
    expect(host).toMatchObject({ Memory: 64 * 2 ** 20, NanoCpus: 5e8 });
    const detail = await engine.containers.inspect(id, never);
    const image = await engine.images.inspect(detail.imageId, never);
    const { spec } = await engine.containers.readSpec(detail, image, never);
    expect(spec).toMatchObject({ memory: 64 * 2 ** 20, cpus: 0.5 });
  });

  test('removes what removes itself as it ends', async () => {
    const { engine, docker } = on();
    const id = await made(on(), { autoRemove: true, command: ['sleep', '0.2'] });
    await expect.poll(() => engine.containers.read([id], never)).toEqual([]);
    expect(await docker('ps', '-aq', '--filter', `id=${id}`)).toBe('');
  });

  test('from an image that is not there is told, and pulls nothing', async () => {
    const problem = await failure(made(on(), { image: 'contract/nowhere:1' }));
    expect(problem).toMatchObject({ code: 'not-found', field: 'image' });
  });

  test('under a taken name is told', async () => {
    await on().docker('create', '--name', 'contract-taken', 'busybox');
    const problem = await failure(made(on(), { name: 'contract-taken' }));
    expect(problem).toMatchObject({ code: 'conflict', field: 'name' });
  });

  test('on a taken port is told as they start', async () => {
    await on().docker('run', '-d', '-p', '127.0.0.1:18081:80', ...idle);
    const problem = await failure(
      made(on(), { ports: [{ hostIp: '127.0.0.1', hostPort: 18_081, containerPort: 80, protocol: 'tcp' }] }),
    );
    expect(problem).toMatchObject({ code: 'conflict', field: 'ports' });
  });

  test('with a command that is not in the image is told as they start', async () => {
    expect(await failure(made(on(), { command: ['contract-nonesuch'] }))).toMatchObject({ field: 'command' });
  });

  test('on a network that is not there is told', async () => {
    expect(await failure(made(on(), { network: 'contract-nowhere' }))).toMatchObject({
      code: 'not-found',
      field: 'network',
    });
  });

  test('for a user that the image has not is told as they start', async () => {
    expect(await failure(made(on(), { user: 'contract-nobody' }))).toMatchObject({ field: 'user' });
  });
});
