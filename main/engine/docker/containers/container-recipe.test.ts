import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readImageDetail } from '../images/image-detail.ts';
import { readDetail } from './container-detail.ts';
import { readSpec } from './container-recipe.ts';
import { readDefaults } from './container-rest.ts';

const docker = readDefaults({ DefaultRuntime: 'runc', LoggingDriver: 'json-file', CgroupVersion: '2' }, false);

const image = readImageDetail(
  { Id: `sha256:${'1'.repeat(64)}`, Config: { Env: ['PATH=/bin', 'LANG=C'], Entrypoint: ['/entry'], Cmd: ['serve'] } },
  [],
);

function read(raw: object, defaults = docker) {
  return readSpec(readDetail({ Id: 'c'.repeat(64), Name: '/web', ...raw }, defaults.podman), image, defaults);
}

test('an entrypoint or a command that was taken away stays away', () => {
  expect(read({ Config: { Entrypoint: ['/entry'], Cmd: ['serve'] } }).spec).not.toHaveProperty('command');
  expect(read({ Config: { Entrypoint: ['/entry'], Cmd: null } }).spec).toMatchObject({ entrypoint: ['/entry'] });
  expect(read({ Config: { Entrypoint: null, Cmd: ['sh'] } }).spec).toMatchObject({ entrypoint: [''], command: ['sh'] });
});

test('a variable that was taken away is told, as no spec can say it', () => {
  const { spec, rest } = read({ Config: { Env: ['PATH=/bin', 'A=b'] } });
  expect(spec.env).toEqual([['A', 'b']]);
  expect(rest).toContainEqual({ field: 'Config.Env', value: 'LANG' });
});

test('the network that Podman hides behind its mode is the one that was joined', () => {
  const podman = readDefaults({}, true);
  const on = (...names: string[]) => ({
    HostConfig: { NetworkMode: 'bridge' },
    NetworkSettings: { Networks: Object.fromEntries(names.map((name) => [name, {}])) },
  });
  expect(read(on('shop'), podman).spec).toMatchObject({ network: 'shop' });
  expect(read(on('podman'), podman).spec).not.toHaveProperty('network');
  expect(read(on('bridge', 'shop')).spec).not.toHaveProperty('network');
});

test('without its image all that it brings stays in', () => {
  const made = readDetail({ Id: 'c'.repeat(64), Config: { Cmd: ['serve'], Env: ['LANG=C'] } }, false);
  expect(readSpec(made, undefined, docker).spec).toMatchObject({ command: ['serve'], env: [['LANG', 'C']] });
});

test('what Podman gives every container is no choice there, and one on Docker', () => {
  const raw = {
    Config: {
      Hostname: 'c'.repeat(12),
      StopSignal: '15',
      StopTimeout: 10,
      Env: ['PATH=/bin', 'LANG=C', 'container=podman', `HOSTNAME=${'c'.repeat(12)}`],
    },
    HostConfig: {
      NetworkMode: 'bridge',
      IpcMode: 'shareable',
      PidMode: 'private',
      UTSMode: 'private',
      PidsLimit: 2048,
      Runtime: 'oci',
      ShmSize: 65_536_000,
      LogConfig: { Type: 'journald', Config: null },
      CgroupnsMode: 'private',
      NanoCpus: 500_000_000,
      CpuPeriod: 100_000,
      CpuQuota: 50_000,
    },
    NetworkSettings: { Networks: { podman: { Aliases: ['c'.repeat(12)] } } },
  };
  const podman = readDefaults({ DefaultRuntime: 'crun', LoggingDriver: 'journald', CgroupVersion: '2' }, true);
  expect(read(raw, podman)).toMatchObject({ spec: { cpus: 0.5, env: [] }, rest: [] });
  expect(read(raw).rest.map(({ field }) => field)).toEqual([
    'HostConfig.IpcMode',
    'HostConfig.PidMode',
    'HostConfig.UTSMode',
    'HostConfig.Runtime',
  ]);
  expect(read(raw).spec).toMatchObject({ pidsLimit: 2048, logDriver: 'journald' });
});

test('a name that begins as the id does is a choice', () => {
  const { rest, spec } = read({
    Config: { Hostname: 'ccc', StopSignal: 'SIGTERM' },
    HostConfig: { Binds: ['data:/data:rw,rprivate,nosuid,nodev,rbind', '/etc:/a', '/etc:/b:Z', 'C:\\a:C:\\b:ro'] },
    NetworkSettings: { Networks: { bridge: { Aliases: ['cc', 'c'.repeat(12)] } } },
  });
  expect(spec.hostname).toBe('ccc');
  expect(rest).toContainEqual({ field: 'NetworkSettings.Networks.bridge.Aliases', value: ['cc'] });
  expect(rest.filter(({ field }) => field === 'HostConfig.Binds')).toEqual([
    { field: 'HostConfig.Binds', value: '/etc:/b:Z' },
  ]);
  expect(spec.stopSignal).toBeUndefined();
});

test('a field that nobody has heard of is told', () => {
  const { rest } = read({ Config: { Teapot: true }, HostConfig: { Cups: 3, Empty: '' } });
  expect(rest).toEqual(
    expect.arrayContaining([
      { field: 'Config.Teapot', value: true },
      { field: 'HostConfig.Cups', value: 3 },
    ]),
  );
  expect(JSON.stringify(rest)).not.toContain('Empty');
});

test('whatever an engine answers, it is read', () => {
  const keys = [
    'Env',
    'Cmd',
    'Mounts',
    'Binds',
    'PortBindings',
    'LogConfig',
    'RestartPolicy',
    'MaskedPaths',
    'Aliases',
  ];
  const odd = fc.dictionary(fc.constantFrom(...keys), fc.jsonValue());
  fc.assert(
    fc.property(
      odd,
      odd,
      fc.jsonValue(),
      fc.dictionary(fc.string(), fc.jsonValue()),
      (Config, HostConfig, Mounts, Networks) => {
        expect(() => read({ Config, HostConfig, Mounts, NetworkSettings: { Networks } })).not.toThrow();
      },
    ),
  );
});
