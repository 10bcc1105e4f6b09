import { arch, cpus } from 'node:os';
import { expect, test } from 'vitest';
import { api } from '../../../e2e/lab/api.ts';
import { contract, never } from '../../../e2e/lab/contract.ts';
import { list, record } from '../../base/json.ts';

contract('who answers', (on) => {
  test('says its product, its version and an API version that it offers', async () => {
    const { engine, raw } = on();
    const said = await raw('/version');
    const version = await engine.version(never);
    expect(version).toMatchObject({ version: said['Version'], os: 'linux', arch: said['Arch'] });
    const names = list(said['Components']).map((part) => String(record(part)['Name']));
    expect(names.some((name) => name.startsWith('Podman'))).toBe(version.product === 'Podman');
    const number = (text: unknown): number => Number(String(text).split('.')[1]);
    expect(number(version.api)).toBeGreaterThanOrEqual(number(said['MinAPIVersion']));
    expect(number(version.api)).toBeLessThanOrEqual(number(said['ApiVersion']));
    await engine.ping(never);
  });

  test('has the features that its own routes show', async () => {
    const { engine, lab, version } = on();
    const swarm = await api(lab.socket, 'GET', '/nodes');
    expect(version.features.swarm).toBe(swarm.status !== 404);
    const update = await api(lab.socket, 'POST', '/containers/nobody/update', {});
    expect(version.features.updates).toBe(/no such container|no container/i.test(update.body));
    const check = await api(lab.socket, 'GET', '/v4.0.0/libpod/containers/nobody/healthcheck');
    expect(version.features.healthChecks).toBe(/no such container|no container/i.test(check.body));
    expect(engine.health !== undefined).toBe(version.features.healthChecks);
  });

  test('says how it stores and what its machine is', async () => {
    const { engine, raw } = on();
    const said = await raw('/info');
    const info = await engine.system.info(never);
    expect(info).toMatchObject({
      version: said['ServerVersion'],
      storageDriver: said['Driver'],
      cgroupVersion: '1',
      rootDir: said['DockerRootDir'],
      hostname: said['Name'],
      kernel: said['KernelVersion'],
      cpus: cpus().length,
      memory: said['MemTotal'],
    });
    // Docker says what the kernel calls it, Podman what Go does.
    expect(info.architecture).toMatch(arch() === 'x64' ? /^(x86_64|amd64)$/ : /./);
  });

  test('counts what its disk is used for', async () => {
    const { engine, docker } = on();
    const before = await engine.disk.usage(never);
    expect(before.images.bytes).toBeGreaterThan(1_000_000);
    const fill = 'dd if=/dev/zero of=/data/x bs=1M count=3; dd if=/dev/zero of=/x bs=1M count=2';
    await docker('run', '--name', 'contract-fill', '-v', 'contract-data:/data', 'busybox', 'sh', '-c', fill);
    const after = await engine.disk.usage(never);
    expect(after.volumes.bytes - before.volumes.bytes).toBeGreaterThanOrEqual(3 * 2 ** 20);
    expect(after.containers.bytes - before.containers.bytes).toBeGreaterThanOrEqual(2 * 2 ** 20);
    await expect.poll(async () => (await engine.disk.usage(never)).containers.free).toBeGreaterThanOrEqual(2 * 2 ** 20);
    await docker('rm', 'contract-fill');
    const { volumes } = await engine.disk.usage(never);
    expect(volumes.free).toBeGreaterThanOrEqual(3 * 2 ** 20);
  });
});
