import fc from 'fast-check';
import type { ContainerSpec, MoreOption } from '../../app/create.ts';

type Options = Partial<Pick<ContainerSpec, MoreOption>>;

const word = fc.stringMatching(/^[a-z0-9][a-z0-9.-]{1,12}$/);
const address = fc.constantFrom('1.1.1.1', '10.0.0.9', '::1', 'fd00::53');
const setting = (name: fc.Arbitrary<string>, value: fc.Arbitrary<string>) =>
  fc.uniqueArray(fc.tuple(name, value), { minLength: 1, maxLength: 3, selector: ([one]) => one });
const some = <T>(item: fc.Arbitrary<T>) => fc.uniqueArray(item, { minLength: 1, maxLength: 3 });

/** A command line, with all that a shell and a terminal could take for something else. */
const command = fc.string({ minLength: 1, maxLength: 30, unit: 'grapheme' }).filter((text) => !text.includes('\0'));

const ulimit = fc.record({
  name: fc.constantFrom('nofile', 'nproc', 'core', 'memlock'),
  soft: fc.integer({ min: 0, max: 1024 }),
  hard: fc.constantFrom(1024, 2048),
});

const device = fc.record({
  source: fc.constantFrom('/dev/null', '/dev/zero'),
  target: fc.constantFrom('/dev/null', '/dev/gantry-a', '/dev/gantry-b'),
  permissions: fc.constantFrom('r', 'rw', 'rwm'),
});

/** A health check, whole or none: what an image has of its own a spec changes in parts. */
const health = fc.oneof(
  fc.constant({}),
  fc.constant({ noHealthcheck: true } as const),
  fc.record(
    {
      healthCommand: command,
      healthInterval: fc.integer({ min: 1, max: 10_000_000 }),
      healthTimeout: fc.constantFrom(1000, 60_000, 5_400_000),
      healthStartPeriod: fc.integer({ min: 1, max: 10_000_000 }),
      healthRetries: fc.integer({ min: 1, max: 9 }),
    },
    { requiredKeys: ['healthCommand'] },
  ),
);

/** Options of a container that any engine on Linux takes, few of them at a time. */
export const anyOptions: fc.Arbitrary<Options> = fc
  .tuple(
    fc.record(
      {
        stdin: fc.constant(true as const),
        init: fc.constant(true as const),
        readOnlyRoot: fc.constant(true as const),
        hostname: word,
        dns: some(address),
        dnsSearch: some(word),
        extraHosts: some(fc.tuple(word, fc.oneof(address, fc.constant('host-gateway' as const)))),
        capAdd: some(fc.constantFrom('NET_ADMIN', 'SYS_TIME', 'SYS_PTRACE')),
        capDrop: some(fc.constantFrom('CHOWN', 'MKNOD', 'NET_RAW')),
        securityOptions: some(fc.constantFrom('no-new-privileges', 'seccomp=unconfined')),
        groups: some(fc.constantFrom('audio', '1234')),
        devices: fc.uniqueArray(device, { minLength: 1, maxLength: 2, selector: ({ target }) => target }),
        shmSize: fc.integer({ min: 2 ** 20, max: 2 ** 27 }).filter((bytes) => bytes !== 2 ** 26),
        pidsLimit: fc.integer({ min: 10, max: 1000 }),
        ulimits: fc.uniqueArray(ulimit, { minLength: 1, maxLength: 3, selector: ({ name }) => name }),
        sysctls: setting(fc.constantFrom('net.ipv4.ip_forward', 'net.core.somaxconn'), fc.constantFrom('0', '1')),
        stopSignal: fc.constantFrom('SIGQUIT', 'SIGUSR1'),
        stopTimeout: fc.integer({ min: 0, max: 60 }).filter((seconds) => seconds !== 10),
      },
      { requiredKeys: [] },
    ),
    health,
    fc.constantFrom<Options>({}, { logDriver: 'json-file', logOptions: [['max-size', '1m']] }, { logDriver: 'none' }),
  )
  .map(([most, check, log]) => ({ ...most, ...check, ...log }));
