import { type ContainerSpec, healthFields, type MoreOption, moreOptions } from '../../../../app/create.ts';
import { listOptions } from '../../../../app/derive/run-options.ts';
import { figure, list, type Raw, record, text, texts } from '../../../base/json.ts';

/** Nanoseconds in a millisecond: engines count the times of health checks in the former. */
const nanoseconds = 1_000_000;

/** What of the body of `POST /containers/create` says the options that are asked for less often. */
export function optionsBody(spec: ContainerSpec): { readonly config: object; readonly host: object } {
  const { shmSize, pidsLimit, ulimits, sysctls, devices, extraHosts, logDriver, logOptions } = spec;
  return {
    config: {
      ...given('Hostname', spec.hostname),
      ...given('OpenStdin', spec.stdin),
      ...given('StopSignal', spec.stopSignal),
      ...given('StopTimeout', spec.stopTimeout),
      ...given('Healthcheck', healthBody(spec)),
    },
    host: {
      ...given('Init', spec.init),
      ...given('ReadonlyRootfs', spec.readOnlyRoot),
      ...given('PublishAllPorts', spec.publishAll),
      ...given('Dns', spec.dns),
      ...given('DnsSearch', spec.dnsSearch),
      ...given(
        'ExtraHosts',
        extraHosts?.map(([name, address]) => `${name}:${address}`),
      ),
      ...given('CapAdd', spec.capAdd),
      ...given('CapDrop', spec.capDrop),
      ...given('SecurityOpt', spec.securityOptions),
      ...given('GroupAdd', spec.groups),
      ...given(
        'Devices',
        devices?.map(({ source, target, permissions }) => ({
          PathOnHost: source,
          PathInContainer: target,
          CgroupPermissions: permissions,
        })),
      ),
      ...given('ShmSize', shmSize),
      ...given('PidsLimit', pidsLimit),
      ...given('MemorySwap', spec.memorySwap),
      ...given(
        'Ulimits',
        ulimits?.map(({ name, soft, hard }) => ({ Name: name, Soft: soft, Hard: hard })),
      ),
      ...given('Sysctls', sysctls && Object.fromEntries(sysctls)),
      ...(logDriver === undefined && logOptions === undefined
        ? {}
        : { LogConfig: { Type: logDriver ?? '', Config: Object.fromEntries(logOptions ?? []) } }),
    },
  };
}

function given(key: string, value: unknown): object {
  return value === undefined ? {} : { [key]: value };
}

function healthBody(spec: ContainerSpec): object | undefined {
  if (spec.noHealthcheck) return { Test: ['NONE'] };
  if (healthFields.every((field) => spec[field] === undefined)) return undefined;
  const time = (key: string, ms: number | undefined) => given(key, ms === undefined ? undefined : ms * nanoseconds);
  return {
    ...given('Test', spec.healthCommand === undefined ? undefined : ['CMD-SHELL', spec.healthCommand]),
    ...time('Interval', spec.healthInterval),
    ...time('Timeout', spec.healthTimeout),
    ...time('StartPeriod', spec.healthStartPeriod),
    ...given('Retries', spec.healthRetries),
  };
}

/** What was read of a container, and which fields of its inspect that says, as `HostConfig.CapAdd`. */
export interface ReadOptions {
  readonly said: Pick<ContainerSpec, MoreOption>;
  readonly fields: ReadonlySet<string>;
}

/** A field of an inspect, the option that it is, and what it says; undefined where it says nothing that an option could. */
type Reading = readonly [field: string, option: MoreOption, value: unknown];

/**
 * The way back from `optionsBody`, field by field; what no option says stays unsaid.
 * @param isDefault whether a field says what engine or image would give anyway
 */
export function readOptions(config: Raw, host: Raw, isDefault: (field: string) => boolean): ReadOptions {
  const said: Record<string, unknown> = {};
  const fields = new Set<string>();
  for (const [field, option, value] of readings(config, host)) {
    if (value === undefined || isDefault(field)) continue;
    const read = moreOptions[option].safeParse(value);
    if (!read.success || read.data === undefined) continue;
    said[option] = read.data;
    fields.add(field);
  }
  if (!isDefault('Config.Healthcheck')) {
    const health = readHealth(record(config['Healthcheck']));
    if (health) {
      Object.assign(said, health);
      fields.add('Config.Healthcheck');
    }
  }
  const log = isDefault('HostConfig.LogConfig') ? undefined : readLog(record(host['LogConfig']));
  if (log) {
    Object.assign(said, log);
    fields.add('HostConfig.LogConfig');
  }
  return { said, fields };
}

function readings(config: Raw, host: Raw): Reading[] {
  const flag = (value: unknown) => (value === true ? true : undefined);
  const filled = (value: unknown) => (list(value).length === 0 ? undefined : value);
  const items = (value: unknown, read: (text: string) => unknown) => filled(texts(value).map(read));
  return [
    ['Config.Hostname', 'hostname', text(config['Hostname']) || undefined],
    // Podman says it by its number.
    ['Config.StopSignal', 'stopSignal', text(config['StopSignal']) || figure(config['StopSignal'])?.toString()],
    ['Config.StopTimeout', 'stopTimeout', figure(config['StopTimeout'])],
    // What ends with whoever is attached first is another thing.
    ['Config.OpenStdin', 'stdin', config['StdinOnce'] === true ? undefined : flag(config['OpenStdin'])],
    ['HostConfig.Init', 'init', flag(host['Init'])],
    ['HostConfig.ReadonlyRootfs', 'readOnlyRoot', flag(host['ReadonlyRootfs'])],
    ['HostConfig.PublishAllPorts', 'publishAll', flag(host['PublishAllPorts'])],
    ['HostConfig.Dns', 'dns', filled(host['Dns'])],
    ['HostConfig.DnsSearch', 'dnsSearch', filled(host['DnsSearch'])],
    ['HostConfig.ExtraHosts', 'extraHosts', items(host['ExtraHosts'], listOptions.extraHosts.read)],
    ['HostConfig.CapAdd', 'capAdd', items(host['CapAdd'], listOptions.capAdd.read)],
    ['HostConfig.CapDrop', 'capDrop', items(host['CapDrop'], listOptions.capDrop.read)],
    ['HostConfig.SecurityOpt', 'securityOptions', filled(host['SecurityOpt'])],
    ['HostConfig.GroupAdd', 'groups', filled(host['GroupAdd'])],
    ['HostConfig.Devices', 'devices', filled(list(host['Devices']).map(readDevice))],
    ['HostConfig.ShmSize', 'shmSize', figure(host['ShmSize'])],
    ['HostConfig.PidsLimit', 'pidsLimit', figure(host['PidsLimit']) || undefined],
    ['HostConfig.MemorySwap', 'memorySwap', figure(host['MemorySwap']) || undefined],
    ['HostConfig.Ulimits', 'ulimits', filled(list(host['Ulimits']).map(readUlimit))],
    ['HostConfig.Sysctls', 'sysctls', filled(Object.entries(record(host['Sysctls'])))],
  ];
}

function readDevice(item: unknown): object {
  const { PathOnHost, PathInContainer, CgroupPermissions } = record(item);
  // Podman does not say what may be done with it; it is everything, where nobody asked for less.
  return { source: PathOnHost, target: PathInContainer, permissions: text(CgroupPermissions) || 'rwm' };
}

/** Podman says `RLIMIT_NOFILE`, of its own limits as of those that were asked for: which are which, nobody knows. */
function readUlimit(item: unknown): object {
  const { Name, Soft, Hard } = record(item);
  return { name: Name, soft: Soft, hard: Hard };
}

/** Undefined for one that says more than a shell's command, or times that are no whole milliseconds. */
function readHealth(check: Raw): Partial<ContainerSpec> | undefined {
  const [kind, ...command] = texts(check['Test']);
  const time = (key: string) => {
    const value = figure(check[key]) ?? 0;
    return value === 0 ? undefined : value / nanoseconds;
  };
  if (kind === 'NONE') return { noHealthcheck: true };
  if ((figure(check['StartInterval']) ?? 0) !== 0) return undefined;
  if (kind !== undefined && (kind !== 'CMD-SHELL' || command.length !== 1)) return undefined;
  const values = {
    healthCommand: command[0],
    healthInterval: time('Interval'),
    healthTimeout: time('Timeout'),
    healthStartPeriod: time('StartPeriod'),
    healthRetries: figure(check['Retries']) || undefined,
  };
  if (!healthFields.every((field) => moreOptions[field].safeParse(values[field]).success)) return undefined;
  const found = Object.entries(values).filter(([, value]) => value !== undefined);
  return found.length === 0 ? undefined : Object.fromEntries(found);
}

function readLog({ Type, Config }: Raw): Partial<ContainerSpec> | undefined {
  const options = Object.entries(record(Config));
  const driver = moreOptions.logDriver.safeParse(text(Type) || undefined);
  const read = moreOptions.logOptions.safeParse(options.length === 0 ? undefined : options);
  if (!driver.success || !read.success) return undefined;
  return {
    ...(driver.data === undefined ? {} : { logDriver: driver.data }),
    ...(read.data === undefined ? {} : { logOptions: read.data }),
  };
}
