import { expect, test } from 'vitest';
import { contract, failure, idle, never } from '../../../e2e/lab/contract.ts';
import { record } from '../../base/json.ts';

const order = { driver: 'local', options: {}, labels: { team: 'lab' } };

contract('volumes', (on) => {
  test('are made, listed, inspected and removed, as the engine has them', async () => {
    const { engine, raw } = on();
    expect(await engine.volumes.create({ ...order, name: 'contract-data' }, never)).toBe('contract-data');
    const said = await raw('/volumes/contract-data');
    const row = {
      id: 'contract-data',
      driver: 'local',
      mountpoint: said['Mountpoint'],
      created: Date.parse(String(said['CreatedAt'])),
      labels: { team: 'lab' },
      anonymous: false,
    };
    expect(await engine.volumes.list(never)).toEqual([expect.objectContaining(row)]);
    expect(await engine.volumes.inspect('contract-data', never)).toMatchObject({ ...row, scope: 'local', options: {} });
    expect(Math.abs(row.created - Date.now())).toBeLessThan(60_000);
    await engine.volumes.remove('contract-data', never);
    expect(await failure(engine.volumes.inspect('contract-data', never))).toMatchObject({
      code: 'not-found',
      reason: 'object-gone',
      params: { noun: 'volume' },
    });
    await engine.volumes.remove('contract-data', never);
  });

  test('get a name where none is asked for', async () => {
    const { volumes } = on().engine;
    const name = await volumes.create({ ...order, name: '' }, never);
    expect((await volumes.list(never)).map(({ id }) => id)).toEqual([name]);
  });

  test('of a taken name are not made', async () => {
    const { volumes } = on().engine;
    await volumes.create({ ...order, name: 'contract-twice' }, never);
    const again = volumes.create({ ...order, name: 'contract-twice', labels: {} }, never);
    expect(await failure(again)).toMatchObject({ code: 'conflict', field: 'name' });
    expect((await volumes.inspect('contract-twice', never)).labels).toEqual(order.labels);
  });

  test('in use stay and name their containers, which name them', async () => {
    const { engine, docker } = on();
    const { containers, volumes } = engine;
    for (const name of ['contract-used', 'contract-idle']) await volumes.create({ ...order, name }, never);
    const id = await docker('run', '-d', '--name', 'contract-user', '-v', 'contract-used:/data', '-v', '/own', ...idle);
    await containers.kill(id, never);
    expect(await failure(volumes.remove('contract-used', never))).toMatchObject({
      code: 'in-use',
      reason: 'object-in-use',
      params: { noun: 'volume', names: 'contract-user', count: 1, more: 0 },
    });
    expect((await volumes.unused(never)).map((volume) => volume.id)).toEqual(['contract-idle']);
    const [read] = await containers.read([id], never);
    expect(read?.volumes).toHaveLength(2);
    const anonymous = (await volumes.list(never)).filter((volume) => volume.anonymous).map((volume) => volume.id);
    expect([...anonymous, 'contract-used'].toSorted()).toEqual(read?.volumes);
    expect((await containers.list('all', never))[0]?.volumes).toEqual(read?.volumes);
  });

  test('are measured', async () => {
    const { engine, docker } = on();
    const fill = ['dd', 'if=/dev/zero', 'of=/data/x', 'bs=1024', 'count=64'];
    await docker('run', '--rm', '-v', 'contract-sized:/data', 'busybox', ...fill);
    expect((await engine.volumes.sizes(never))['contract-sized']).toBe(64 * 1024);
    expect(record(await engine.volumes.sizes(never))).not.toHaveProperty('contract-nowhere');
  });
});
