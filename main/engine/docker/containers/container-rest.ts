import type { RestField } from '../../../../app/containers.ts';
import type { ContainerSpec } from '../../../../app/create.ts';
import type { ImageDetail } from '../../../../app/images.ts';
import { figure, list, type Raw, record, text, texts } from '../../../base/json.ts';

/** What an engine gives a container that asked for nothing, as far as engines differ in it. */
export interface EngineDefaults {
  readonly podman: boolean;
  readonly logDriver: string;
  readonly runtime: string;
  readonly cgroupns: string;
  /** Where it cannot limit swap, it writes that there is no limit. */
  readonly limitsSwap: boolean;
}

/** From the answer of `GET /info`. */
export function readDefaults(value: unknown, podman: boolean): EngineDefaults {
  const info = record(value);
  return {
    podman,
    logDriver: text(info['LoggingDriver']) || 'json-file',
    runtime: text(info['DefaultRuntime']) || 'runc',
    cgroupns: info['CgroupVersion'] === '2' ? 'private' : 'host',
    limitsSwap: info['SwapLimit'] !== false,
  };
}

/** Engines' names for "the default"; none is a network that a person could name. */
export function isDefaultNetwork(mode: string): boolean {
  return /^(default|bridge|pasta|slirp4netns|private)?$/.test(mode);
}

/** What a spec says, and what belongs to the connection of whoever created it. */
const said = {
  Config: /^(Cmd|Entrypoint|Env|Image|Labels|Tty|User|Volumes|WorkingDir|Attach(Stdin|Stdout|Stderr))$/,
  HostConfig:
    /^(AutoRemove|Memory|Mounts|NanoCpus|NetworkMode|PortBindings|ContainerIDFile|ConsoleSize|Binds|RestartPolicy)$/,
} as const;

/** What `HostConfig` says where nothing was asked for, besides nothing at all. Docker's and Podman's, where both differ. */
const hostDefaults: Readonly<Record<string, readonly unknown[]>> = {
  Isolation: ['default'],
  MemorySwappiness: [-1],
  ShmSize: [67_108_864, 65_536_000],
};

const podmanDefaults: Readonly<Record<string, readonly unknown[]>> = {
  IpcMode: ['shareable'],
  PidMode: ['private'],
  PidsLimit: [2048],
  Runtime: ['oci'],
  UTSMode: ['private'],
};

/** Options of a bind that a spec says, or that Podman writes to every one. */
const plainOption = /^(rw|ro|rprivate|rbind|nosuid|nodev)?$/;

/**
 * What of an inspect no spec can say: every field that is neither said by it, nor the image's, nor what the engine gives
 * anyway. Fields are named as the engine names them; one that nobody has heard of is told too.
 */
export function readRest(
  raw: Raw,
  image: ImageDetail | undefined,
  spec: ContainerSpec,
  engine: EngineDefaults,
): RestField[] {
  const [config, host] = [record(raw['Config']), record(raw['HostConfig'])];
  const own = record(record(image?.raw)['Config']);
  return [
    ...fieldsOf('Config', config).filter(({ key, value }) => !isOwnConfig(key, value, own, raw, spec, engine)),
    ...fieldsOf('HostConfig', host).filter(({ key, value }) => !isDefaultHost(key, value, host, engine)),
    ...emptiedPaths(host, engine),
    ...oddPolicy(host),
    ...oddNetwork(host, spec),
    ...bindOptions(host),
    ...mountOptions(host),
    ...endpoints(raw, spec),
  ].map(({ field, value }) => ({ field, value }));
}

interface Field extends RestField {
  readonly key: string;
}

function fieldsOf(part: keyof typeof said, raw: Raw): Field[] {
  return Object.entries(raw)
    .filter(([key, value]) => !said[part].test(key) && (!isNothing(value) || (value === 0 && zeros.has(key))))
    .map(([key, value]) => ({ field: `${part}.${key}`, key, value }));
}

/** Of which nothing at all is something: to be killed at once. Docker leaves it out where nobody asked for it. */
const zeros: ReadonlySet<string> = new Set(['StopTimeout']);

function isNothing(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value === 'object' && value !== null) return Object.keys(value).length === 0;
  return !value;
}

function isSame(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

/** What engines call a container by where it has no name of its own: as its host, and on its networks. */
function shortId(raw: Raw): string {
  return text(raw['Id']).slice(0, 12);
}

function isOwnConfig(
  key: string,
  value: unknown,
  own: Raw,
  raw: Raw,
  spec: ContainerSpec,
  { podman }: EngineDefaults,
): boolean {
  if (isSame(value, own[key])) return true;
  switch (key) {
    case 'Hostname':
      // Of a network that is somebody else's, the name is too.
      return value === shortId(raw) || /^(host$|container:)/.test(spec.network ?? '');
    case 'StopSignal':
      return (value === 'SIGTERM' || value === '15') && isNothing(own[key]);
    case 'StopTimeout':
      return (value === 10 || (podman && value === 0)) && isNothing(own[key]);
    case 'ExposedPorts': {
      const published = spec.ports.map(({ containerPort, protocol }) => `${containerPort}/${protocol}`);
      const known = new Set([...published, ...Object.keys(record(own[key]))]);
      return Object.keys(record(value)).every((port) => known.has(port));
    }
    default:
      return false;
  }
}

function isDefaultHost(key: string, value: unknown, host: Raw, engine: EngineDefaults): boolean {
  const memory = figure(host['Memory']) ?? 0;
  switch (key) {
    case 'LogConfig':
      return record(value)['Type'] === engine.logDriver && isNothing(record(value)['Config']);
    case 'Runtime':
      return value === engine.runtime || isAmong(podmanDefaults, key, value, engine.podman);
    case 'CgroupnsMode':
      return value === engine.cgroupns;
    case 'IpcMode':
      return value === 'private' || isAmong(podmanDefaults, key, value, engine.podman);
    case 'MemorySwap':
      return memory > 0 && value === (engine.limitsSwap ? memory * 2 : -1);
    case 'CpuPeriod':
    case 'CpuQuota':
      // Podman says the number of cores a second time.
      return (
        (figure(host['CpuQuota']) ?? 0) * 1e9 === (figure(host['CpuPeriod']) ?? 0) * (figure(host['NanoCpus']) ?? 0)
      );
    case 'MaskedPaths':
    case 'ReadonlyPaths':
      // Each version has its own list; one that was emptied is told below.
      return true;
    default:
      return isAmong(hostDefaults, key, value, true) || isAmong(podmanDefaults, key, value, engine.podman);
  }
}

function isAmong(defaults: Readonly<Record<string, readonly unknown[]>>, key: string, value: unknown, counts: boolean) {
  return counts && Object.hasOwn(defaults, key) && (defaults[key]?.includes(value) ?? false);
}

/** Without the paths that are hidden from every container: `--security-opt systempaths=unconfined`. */
function emptiedPaths(host: Raw, { podman }: EngineDefaults): RestField[] {
  if (podman) return [];
  return ['MaskedPaths', 'ReadonlyPaths']
    .filter((key) => Array.isArray(host[key]) && list(host[key]).length === 0)
    .map((key) => ({ field: `HostConfig.${key}`, value: host[key] }));
}

function oddPolicy(host: Raw): RestField[] {
  const name = text(record(host['RestartPolicy'])['Name']);
  if (/^(no|always|unless-stopped|on-failure)?$/.test(name)) return [];
  return [{ field: 'HostConfig.RestartPolicy', value: host['RestartPolicy'] }];
}

function oddNetwork(host: Raw, { network }: ContainerSpec): RestField[] {
  const mode = text(host['NetworkMode']);
  return isDefaultNetwork(mode) || mode === network ? [] : [{ field: 'HostConfig.NetworkMode', value: mode }];
}

/** `source:target:options`, the last of which may be missing; what is a path is no option. */
function bindOptions(host: Raw): RestField[] {
  return texts(host['Binds'])
    .filter((bind) => {
      const last = bind.slice(bind.lastIndexOf(':') + 1);
      return !/[/\\]/.test(last) && !last.split(',').every((option) => plainOption.test(option));
    })
    .map((value) => ({ field: 'HostConfig.Binds', value }));
}

function mountOptions(host: Raw): RestField[] {
  return list(host['Mounts']).flatMap((item) => {
    const mount = record(item);
    return Object.entries(mount)
      .filter(([key, value]) => !/^(Type|Source|Target|ReadOnly)$/.test(key) && !isNothing(value))
      .map(([key, value]) => ({ field: `HostConfig.Mounts.${text(mount['Target'])}.${key}`, value }));
  });
}

/** What stands beside the one network that a spec can name, and how that one was joined. */
function endpoints(raw: Raw, { network }: ContainerSpec): RestField[] {
  return Object.entries(record(record(raw['NetworkSettings'])['Networks'])).flatMap(([name, item]) => {
    const endpoint = record(item);
    const field = `NetworkSettings.Networks.${name}`;
    // Engines add the container's own id.
    const aliases = texts(endpoint['Aliases']).filter((alias) => alias !== shortId(raw));
    const options = Object.entries({ ...endpoint, Aliases: aliases }).filter(
      ([key, value]) => /^(IPAMConfig|Links|Aliases|DriverOpts|GwPriority)$/.test(key) && !isNothing(value),
    );
    const isSaid =
      network === undefined ? isFirstNetwork(name) : network === name || network === text(endpoint['NetworkID']);
    return isSaid
      ? options.map(([key, value]): RestField => ({ field: `${field}.${key}`, value }))
      : [{ field, value: Object.fromEntries(options) }];
  });
}

/** What engines call the network that everything is on that names none. */
export function isFirstNetwork(name: string): boolean {
  return /^(bridge|podman|nat|none)$/.test(name) || isDefaultNetwork(name);
}
