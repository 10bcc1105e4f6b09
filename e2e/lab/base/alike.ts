import { type Raw, record, records, text, texts } from '../../../main/base/json.ts';

/** What differs between any two containers, however alike they were made. */
const own = /^(Id|Created|Path|Args|State|Name|\w+Path|SizeRw|SizeRootFs|RestartCount|GraphDriver|Storage|ExecIDs)$/;

/** An inspect without ids, times and what an engine makes up for the one container: equal for two that are alike. */
export function comparableOf(said: Raw): object {
  const shortId = text(said['Id']).slice(0, 12);
  const networks = Object.entries(record(record(said['NetworkSettings'])['Networks'])).map(([name, item]) => {
    const { Aliases, IPAMConfig, Links, DriverOpts } = record(item);
    const aliases = texts(Aliases)
      .filter((alias) => alias !== shortId)
      .toSorted();
    return [name, { aliases, IPAMConfig, Links, DriverOpts: record(DriverOpts) }];
  });
  const config = record(said['Config']);
  const host = record(said['HostConfig']);
  const plain = JSON.stringify({
    ...Object.fromEntries(Object.entries(said).filter(([key]) => !own.test(key))),
    Config: { ...config, Env: (config['Env'] as string[]).toSorted() },
    HostConfig: {
      ...host,
      ContainerIDFile: '',
      Mounts: undefined,
      Binds: (host['Binds'] as string[] | null)?.toSorted(),
    },
    Mounts: records(said['Mounts'])
      .map(({ Type, Name, Source, Destination, RW }) => ({ Type, Name, Source, Destination, RW }))
      .toSorted((a, b) => text(a.Destination).localeCompare(text(b.Destination))),
    NetworkSettings: Object.fromEntries(networks),
  });
  return JSON.parse(plain.replaceAll(text(said['Id']), 'ID').replaceAll(shortId, 'SHORT'));
}

/**
 * The body of a container that uses every kind of field that an engine knows.
 * @param prefix of its first network (`-a`), in which it has the address, and of its volume (`-data`)
 */
export const everything = (prefix: string, address: string) => ({
  Image: 'busybox',
  Cmd: ['-c', 'trap "exit 0" INT; sleep 1000 & wait'],
  Entrypoint: ['sh'],
  Hostname: 'whole',
  Domainname: 'shop',
  User: '1000:1000',
  WorkingDir: '/srv',
  Env: ['WORD=käse = x', 'EMPTY='],
  Labels: { team: 'lab', odd: 'a"b' },
  ExposedPorts: { '80/tcp': {}, '53/udp': {}, '9999/tcp': {} },
  Tty: true,
  OpenStdin: true,
  StopSignal: 'SIGINT',
  StopTimeout: 3,
  Healthcheck: { Test: ['CMD-SHELL', 'true'], Interval: 60_000_000_000, Retries: 2 },
  Volumes: { '/nameless': {} },
  HostConfig: {
    Binds: [`${prefix}-data:/data:ro`, '/tmp:/host'],
    Mounts: [{ Type: 'tmpfs', Target: '/scratch', TmpfsOptions: { SizeBytes: 1_048_576 } }],
    Tmpfs: { '/run': 'size=1m' },
    PortBindings: { '80/tcp': [{ HostIp: '127.0.0.1', HostPort: '18085' }], '53/udp': [{ HostIp: '', HostPort: '' }] },
    RestartPolicy: { Name: 'on-failure', MaximumRetryCount: 3 },
    Memory: 64 * 2 ** 20,
    MemorySwap: 96 * 2 ** 20,
    NanoCpus: 5e8,
    PidsLimit: 50,
    CapAdd: ['NET_ADMIN'],
    CapDrop: ['MKNOD'],
    SecurityOpt: ['no-new-privileges'],
    GroupAdd: ['7'],
    Dns: ['9.9.9.9'],
    DnsSearch: ['shop.test'],
    ExtraHosts: ['db:10.1.2.3'],
    // Podman 4 gives more processes than a machine may have where that is not said, too.
    Ulimits: [
      { Name: 'nofile', Soft: 100, Hard: 200 },
      { Name: 'nproc', Soft: 500, Hard: 500 },
    ],
    Sysctls: { 'net.core.somaxconn': '1000' },
    ShmSize: 16 * 2 ** 20,
    Devices: [{ PathOnHost: '/dev/null', PathInContainer: '/dev/nothing', CgroupPermissions: 'rw' }],
    Init: true,
    ReadonlyRootfs: true,
    OomScoreAdj: 100,
    LogConfig: { Type: 'json-file', Config: { 'max-size': '1m' } },
    NetworkMode: `${prefix}-a`,
  },
  NetworkingConfig: {
    EndpointsConfig: { [`${prefix}-a`]: { Aliases: ['shop'], IPAMConfig: { IPv4Address: address } } },
  },
});
