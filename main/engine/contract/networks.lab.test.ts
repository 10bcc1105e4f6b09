import { expect, test } from 'vitest';
import { contract, failure, idle, never, type Subject } from '../../../e2e/lab/contract.ts';

const plain = { driver: 'bridge', subnet: '', gateway: '', internal: false, attachable: false, labels: {} };

const network = ({ engine }: Subject, name: string, more: Partial<typeof plain> = {}): Promise<string> =>
  engine.networks.create({ ...plain, ...more, name }, never);

contract('networks', (on) => {
  test('are made as asked, listed, inspected and removed', async () => {
    const { networks } = on().engine;
    const id = await network(on(), 'contract-net', {
      subnet: '10.211.7.0/24',
      gateway: '10.211.7.1',
      internal: true,
      labels: { team: 'lab', 'com.docker.compose.project': 'shop' },
    });
    const row = {
      id,
      name: 'contract-net',
      driver: 'bridge',
      subnets: ['10.211.7.0/24'],
      internal: true,
      builtin: false,
      labels: { team: 'lab' },
      project: 'shop',
    };
    expect((await networks.list(never)).find((each) => each.name === 'contract-net')).toMatchObject(row);
    const detail = await networks.inspect(id, never);
    expect(detail).toMatchObject({ ...row, gateways: ['10.211.7.1'], ipv6: false, members: [] });
    expect(Math.abs(detail.created - Date.now())).toBeLessThan(60_000);
    await networks.remove(id, never);
    expect((await failure(networks.inspect(id, never))).code).toBe('not-found');
    await networks.remove(id, never);
  });

  test('of the engine itself are marked, and were made when it says', async () => {
    const { engine, raw } = on();
    const builtin = (await engine.networks.list(never)).filter((each) => each.builtin);
    expect(builtin.length).toBeGreaterThan(0);
    for (const { id, created } of builtin) {
      const said = Date.parse(String((await raw(`/networks/${id}`))['Created']));
      expect(created === 0 || Math.abs(created - said) < 60_000).toBe(true);
    }
    const [first] = await engine.networks.list(never);
    await new Promise((resolve) => setTimeout(resolve, 1_100)); // an age told in seconds would be another by then
    expect((await engine.networks.list(never)).find(({ id }) => id === first?.id)).toEqual(first);
  });

  test('of a taken name or a bad subnet are not made', async () => {
    await network(on(), 'contract-name');
    expect(await failure(network(on(), 'contract-name'))).toMatchObject({ code: 'conflict', field: 'name' });
    const bad = await failure(network(on(), 'contract-bad', { subnet: '10.0.0.0/99' }));
    expect(bad.detail).toMatch(/10\.0\.0\.0\/99/);
  });

  test('take a container with an address and an alias, and let it go again', async () => {
    const { engine, docker } = on();
    const { containers, networks } = engine;
    const id = await network(on(), 'contract-join', { subnet: '10.211.8.0/24' });
    const container = await docker('run', '-d', '--name', 'contract-joiner', ...idle);
    await networks.connect({ id, container, aliases: ['db'], ip: '10.211.8.9' }, never);
    expect((await networks.inspect(id, never)).members).toMatchObject([
      { id: container, name: 'contract-joiner', ipv4: '10.211.8.9' },
    ]);
    expect((await containers.read([container], never))[0]?.networks).toContain('contract-join');
    const attached = (await containers.inspect(container, never)).networks.find(
      (each) => each.network === 'contract-join',
    );
    expect(attached).toMatchObject({ id, ip: '10.211.8.9' });
    expect(attached?.aliases).toContain('db');
    await networks.disconnect(id, container, false, never);
    expect((await networks.inspect(id, never)).members).toEqual([]);
    expect((await containers.read([container], never))[0]?.networks).not.toContain('contract-join');
  });

  test('stay while a container is on them, whether it runs, has ended or never ran: it could not start again', async () => {
    const { engine, docker } = on();
    const id = await network(on(), 'contract-busy');
    const there = ['--network', 'contract-busy'];
    const stopped = await docker('run', '-d', '--name', 'contract-stopped', ...there, ...idle);
    await engine.containers.kill(stopped, never);
    await docker('create', '--name', 'contract-created', ...there, 'busybox');
    await docker('run', '-d', '--name', 'contract-running', ...there, ...idle);
    const problem = await failure(engine.networks.remove(id, never));
    expect(problem).toMatchObject({ code: 'in-use', reason: 'object-in-use', params: { noun: 'network' } });
    const names = String(problem.params['names']);
    for (const name of ['contract-running', 'contract-stopped', 'contract-created']) expect(names).toContain(name);
    await engine.containers.start(stopped, never);
    expect((await engine.containers.inspect(stopped, never)).state).toBe('running');
  });
});

contract('what a Compose project leaves', (on) => {
  test('are its networks, which stay while somebody is on them and are no error once they are gone', async () => {
    const { engine, docker } = on();
    const labels = { 'com.docker.compose.project': 'shop', 'com.docker.compose.network': 'default' };
    const id = await network(on(), 'shop_default', { labels });
    await network(on(), 'other_default', { labels: { ...labels, 'com.docker.compose.project': 'other' } });
    expect(await engine.compose.networks('shop', never)).toEqual([{ id, name: 'shop_default' }]);
    const user = await docker('create', '--name', 'contract-user', '--network', 'shop_default', 'busybox');
    expect(await failure(engine.compose.removeNetwork(id, never))).toMatchObject({
      code: 'in-use',
      params: { names: 'contract-user' },
    });
    await engine.containers.remove(user, true, never);
    await engine.compose.removeNetwork(id, never);
    await engine.compose.removeNetwork(id, never);
    expect(await engine.compose.networks('shop', never)).toEqual([]);
  });
});
