import fc from 'fast-check';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { minMemory } from '../../../../app/container/limits.ts';
import { ContainerSpec, type MountSpec, type PortSpec } from '../../../../app/create.ts';
import { anyOptions } from '../../../../e2e/fake/any-options.ts';
import { removeContainers } from '../../../../e2e/lab/cli.ts';
import { docker, lab } from '../../../../e2e/lab/use.ts';
import { dockerEngine } from '../engine.ts';

const { containers, images } = dockerEngine({ kind: 'unix', path: lab.socket });
const { signal } = new AbortController();

/** Containers that are created for one run of the property: each costs the engine about 30 ms. */
const runs = 30;
const seed = Math.trunc(Math.random() * 2 ** 31);

/** Of its own is what the image brings: a spec that asks for the very same is the one that does not ask. */
const own = 'gantry-recipe-own';
const network = 'gantry-recipe';

const word = fc.stringMatching(/^[a-z0-9][a-z0-9._-]{1,12}$/);
const text = fc.string({ maxLength: 20, unit: 'grapheme' }).filter((one) => !one.includes('\0'));
const filled = text.filter((one) => one !== '');
const path = word.map((name) => `/mnt/${name}`);
const present = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined });

const port: fc.Arbitrary<PortSpec> = fc
  .record({
    hostIp: present(fc.constantFrom('127.0.0.1', '::1')),
    hostPort: present(fc.integer({ min: 1, max: 65_535 })),
    containerPort: fc.integer({ min: 1, max: 65_535 }),
    protocol: fc.constantFrom('tcp', 'udp', 'sctp'),
  })
  .map(withoutAbsent);

const mount: fc.Arbitrary<MountSpec> = fc.oneof(
  fc.record({
    type: fc.constant('bind'),
    source: fc.constantFrom('/etc', '/usr'),
    target: path,
    readOnly: fc.boolean(),
  }),
  fc.record({
    type: fc.constant('volume'),
    source: word.map((name) => `gantry-recipe-${name}`),
    target: path,
    readOnly: fc.boolean(),
  }),
  fc.record({ type: fc.constant('tmpfs'), source: fc.constant(''), target: path, readOnly: fc.boolean() }),
);

const restart = fc.constantFrom(
  ...([{ restart: 'no' }, { restart: 'always' }, { restart: 'unless-stopped' }, { restart: 'on-failure' }] as const),
  { restart: 'on-failure', maxRetries: 7 } as const,
  { restart: 'no', autoRemove: true } as const,
);

const named = (name: fc.Arbitrary<string>, value: fc.Arbitrary<string>) =>
  fc.uniqueArray(fc.tuple(name, value), { maxLength: 4, selector: ([one]) => one });

/** Specs as they are read back: nothing that the image brings anyway, lists in the engine's order. */
const spec: fc.Arbitrary<ContainerSpec> = fc
  .record({
    image: fc.constantFrom('busybox', own),
    name: word.map((name) => `gantry-recipe-${name}`),
    command: present(fc.array(filled, { minLength: 1, maxLength: 4 })),
    entrypoint: present(fc.array(filled, { minLength: 1, maxLength: 3 })),
    workdir: present(path),
    user: present(fc.constantFrom('1000', '1000:1000', 'nobody')),
    env: named(fc.stringMatching(/^GANTRY_[A-Z]{1,6}$/), text),
    labels: named(word, text),
    ports: fc.uniqueArray(port, { maxLength: 4, selector: ({ containerPort }) => containerPort }),
    mounts: fc.uniqueArray(mount, { maxLength: 4, selector: ({ target }) => target }),
    network: present(fc.constantFrom('host', 'none', network)),
    restart,
    memory: present(fc.integer({ min: minMemory, max: 2 ** 28 })),
    cpus: present(fc.integer({ min: 1, max: 100 }).map((hundredths) => hundredths / 100)),
    tty: fc.boolean(),
    options: anyOptions,
  })
  .map(({ restart: policy, options, ...rest }) =>
    withoutAbsent({ ...rest, autoRemove: false, start: true, ...policy, ...options }),
  )
  // A network that is not the container's own publishes nothing.
  .map((one) => (one.network === 'host' || one.network === 'none' ? withoutNetwork(one) : one));

/** Nor has it settings of its own. */
function withoutNetwork(spec: ContainerSpec): ContainerSpec {
  const own = { hostname: undefined, dns: undefined, dnsSearch: undefined, extraHosts: undefined, sysctls: undefined };
  return withoutAbsent({ ...spec, ports: [], ...own });
}

function withoutAbsent<T extends object>(value: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as never;
}

/** What an engine keeps without an order. */
function sorted({ ports, mounts, labels, sysctls = [], ...rest }: ContainerSpec): object {
  return {
    ...rest,
    sysctls: Object.fromEntries(sysctls),
    ports: ports.toSorted((a, b) => a.containerPort - b.containerPort),
    mounts: mounts.toSorted((a, b) => a.target.localeCompare(b.target)),
    labels: Object.fromEntries(labels),
  };
}

async function recipeOf(id: string) {
  const made = await containers.inspect(id, signal);
  const image = await images.inspect(made.imageId.replace('sha256:', ''), signal);
  return containers.readSpec(made, image, signal);
}

beforeAll(async () => {
  await docker('network', 'create', network);
  await docker('create', '--name', own, '--stop-signal', 'SIGINT', '--health-cmd', 'true', 'busybox');
  const changes = [
    'ENTRYPOINT ["/bin/sh", "-c"]',
    'CMD ["sleep 9"]',
    'ENV OWN=1 GANTRY=2',
    'LABEL own=1',
    'EXPOSE 8080 53/udp',
    'VOLUME /own',
    'WORKDIR /own',
    'USER 7',
  ];
  await docker('commit', ...changes.flatMap((change) => ['--change', change]), own, own);
  await docker('rm', own);
  return async () => {
    await docker('rmi', own);
    await docker('network', 'rm', network);
  };
});

afterEach(async () => {
  await removeContainers(docker, '--filter', 'name=gantry-recipe');
  const volumes = await docker('volume', 'ls', '-q', '--filter', 'name=gantry-recipe');
  if (volumes) await docker('volume', 'rm', ...volumes.split('\n'));
});

describe('what a container was made with', () => {
  test(`is the spec that it was made by, whatever that was (seed ${seed})`, async () => {
    await fc.assert(
      fc.asyncProperty(spec, async (asked) => {
        expect(ContainerSpec.safeParse(asked).error).toBeUndefined();
        const { id } = await containers.create(asked, signal);
        const { spec: read, rest } = await recipeOf(id);
        await containers.remove(id, true, signal);
        expect(sorted(read)).toEqual(sorted(asked));
        // The image's own volume is a new one each time: its name is all that a spec does not say.
        expect(rest.map(({ field }) => field)).toEqual(asked.image === own ? ['Mounts./own'] : []);
      }),
      { seed, numRuns: runs, endOnFailure: true },
    );
  });

  test('and what no spec can say is named field by field', async () => {
    const options = [
      ['--domainname', 'shop'],
      ['--tmpfs', '/run:size=1m'],
      ['--device-cgroup-rule', 'c 1:3 r'],
      ['--expose', '9999'],
      ['--volume', '/etc:/host:ro,rshared'],
      ['--mount', 'type=tmpfs,target=/scratch,tmpfs-size=1000'],
      ['--volume', '/data'],
      ['--network', network],
      ['--network-alias', 'shop'],
      ['--env', 'GANTRY'],
      ['--privileged'],
      ['--publish', '28470-28479:80'],
      ['--memory', '64m', '--memory-swap', '96m'],
      ['--interactive'],
    ];
    const id = await docker('create', '--name', 'gantry-recipe-odd', ...options.flat(), own);
    await docker('network', 'connect', 'bridge', id);
    const { spec: read, rest } = await recipeOf(id);
    expect(rest.map(({ field }) => field).toSorted()).toEqual(
      [
        'Config.Domainname',
        'Config.Env',
        'Config.ExposedPorts',
        'Config.OpenStdin',
        'Config.StdinOnce',
        'HostConfig.Binds',
        'HostConfig.DeviceCgroupRules',
        'HostConfig.Mounts./scratch.TmpfsOptions',
        'HostConfig.PortBindings.80/tcp',
        'HostConfig.Privileged',
        'HostConfig.Tmpfs',
        'Mounts./data',
        'Mounts./own',
        'NetworkSettings.Networks.bridge',
        `NetworkSettings.Networks.${network}.Aliases`,
      ].toSorted(),
    );
    expect(read).toMatchObject({ network, memory: 64 * 2 ** 20, memorySwap: 96 * 2 ** 20, ports: [] });
    // The image's own.
    expect(read.command).toBeUndefined();
    expect(read.mounts).toContainEqual({ type: 'bind', source: '/etc', target: '/host', readOnly: true });
  });
});
