import { list, type Raw, record, records, text, texts } from '../../../../base/json.ts';
import type { WholeRecipe } from '../../../ports/recreation.ts';
import { isDefaultNetwork, isFirstNetwork } from '../container-rest.ts';
import { isNothing, isSame } from './same.ts';

/** What the connection to a network was made with; what an engine tells besides is how it is joined now. */
const endpointFields = ['IPAMConfig', 'Links', 'DriverOpts', 'GwPriority'] as const;

/** What of `Config` an image brings as well; what both say alike is left to it. */
const imageFields = ['Healthcheck', 'OnBuild', 'Shell', 'StopSignal', 'User', 'Volumes', 'WorkingDir'] as const;

const anonymous = /^[0-9a-f]{64}$/;

/** What Podman notes of each container. */
const ownAnnotation = /^(io\.(container|podman)\.|org\.(systemd|opencontainers)\.)/;

/** Whose container it is, and of what. */
export interface Origin {
  readonly podman: boolean;
  /** `Config` of the image that it was made from; undefined where that is gone. */
  readonly image: Raw | undefined;
  /** Whether the image's name means that one still. */
  readonly moved: boolean;
}

/**
 * From the answer of `GET /containers/{id}/json` to what makes the same again. Undone is what engines tell otherwise than
 * they take it: `HostConfig` of Podman, links of Docker; and what they made up for this one container: its host's name, its
 * aliases and addresses, the names of its anonymous volumes, which are named so that they stay.
 */
export function wholeRecipe(raw: Raw, origin: Origin): WholeRecipe {
  const [config, host] = [record(raw['Config']), record(raw['HostConfig'])];
  const mode = modeOf(raw, host, origin.podman);
  const { NetworkMode: _mode, ContainerIDFile: _file, ...kept } = host;
  return {
    body: {
      ...configBody(raw, config, origin, mode),
      Image: origin.moved ? text(raw['Image']) : text(config['Image']),
      HostConfig: { ...(origin.podman ? fromPodman(kept) : kept), ...linksOf(kept), ...mountsOf(raw, kept) },
    },
    mode,
    networks: networksOf(raw, mode, origin.podman),
    image: text(config['Image']),
    moved: origin.moved,
    nameless: namelessOf(raw, host, origin),
  };
}

/** What engines call a container by where it has no name of its own. */
function shortId(raw: Raw): string {
  return text(raw['Id']).slice(0, 12);
}

function configBody(raw: Raw, config: Raw, { podman, image }: Origin, mode: string): Raw {
  const body: Record<string, unknown> = { ...config };
  // A network that is somebody else's brings the name, and then none may be asked for.
  if (config['Hostname'] === shortId(raw) || /^(host$|container:)/.test(mode)) delete body['Hostname'];
  if (mode.startsWith('container:')) delete body['Domainname'];
  // Podman says the signal by its number, which it takes as a word only.
  if (typeof body['StopSignal'] === 'number') body['StopSignal'] = String(body['StopSignal']);
  for (const key of imageFields) if (image && isSame(config[key], image[key])) delete body[key];
  body['Labels'] = without(record(config['Labels']), record(image?.['Labels']));
  body['ExposedPorts'] = without(record(config['ExposedPorts']), record(image?.['ExposedPorts']));
  body['Env'] = envOf(raw, config, image, podman);
  if (image) leaveCommand(body, config, image);
  return body;
}

function without(all: Raw, own: Raw): Raw {
  return Object.fromEntries(Object.entries(all).filter(([key, value]) => !isSame(value, own[key])));
}

/** An entrypoint of one's own takes the image's command away, so both stay then; see `readCommand` of `container-recipe.ts`. */
function leaveCommand(body: Record<string, unknown>, config: Raw, image: Raw): void {
  const isNone = isNothing(config['Cmd']) && !isNothing(image['Cmd']);
  const isOwnEntry = isNone || !alike(config['Entrypoint'], image['Entrypoint']);
  if (isOwnEntry) {
    if (isNothing(config['Entrypoint'])) body['Entrypoint'] = [''];
    return;
  }
  delete body['Entrypoint'];
  if (alike(config['Cmd'], image['Cmd'])) delete body['Cmd'];
}

function alike(a: unknown, b: unknown): boolean {
  return isSame(a, b) || (isNothing(a) && isNothing(b));
}

/** A variable of the image that is not there was taken away, which its bare name asks for. */
function envOf(raw: Raw, config: Raw, image: Raw | undefined, podman: boolean): string[] {
  const env = texts(config['Env']);
  const own = new Set(texts(image?.['Env']));
  // Podman tells what it adds at every start as if it had been asked for.
  const added = new Set(
    podman
      ? ['container=podman', 'TERM=xterm', `HOSTNAME=${text(config['Hostname'])}`, `HOSTNAME=${shortId(raw)}`]
      : [],
  );
  const nameOf = (line: string) => line.split('=', 1)[0] ?? '';
  const named = new Set(env.map(nameOf));
  return [
    ...env.filter((line) => !own.has(line) && !added.has(line)),
    ...[...own].map(nameOf).filter((name) => !named.has(name)),
  ];
}

/** Podman calls every network that it makes a bridge for by one mode: which one it is, the connection says. */
function modeOf(raw: Raw, host: Raw, podman: boolean): string {
  const mode = text(host['NetworkMode']);
  const joined = Object.keys(record(record(raw['NetworkSettings'])['Networks']));
  return (podman && mode === 'bridge' ? joined.find((name) => !isFirstNetwork(name)) : undefined) ?? mode;
}

function networksOf(raw: Raw, mode: string, podman: boolean): WholeRecipe['networks'] {
  if (/^(host$|none$|container:)/.test(mode)) return [];
  const networks = Object.entries(record(record(raw['NetworkSettings'])['Networks'])).map(([name, item]) => {
    const endpoint = record(item);
    const said: [string, unknown][] = endpointFields.map((key) => [key, endpoint[key]]);
    // Engines add the container's own id, Podman its host's name as well.
    const added = [shortId(raw), ...(podman ? [text(record(raw['Config'])['Hostname'])] : [])];
    const aliases = texts(endpoint['Aliases']).filter((alias) => !added.includes(alias));
    const asked = Object.fromEntries([...said, ['Aliases', aliases]].filter(([, value]) => !isNothing(value)));
    const isFirst =
      name === mode || text(endpoint['NetworkID']) === mode || (isDefaultNetwork(mode) && isFirstNetwork(name));
    return { name, endpoint: asked, isFirst };
  });
  return networks
    .toSorted((a, b) => Number(b.isFirst) - Number(a.isFirst))
    .map(({ name, endpoint }) => ({ name, endpoint }));
}

/** Docker says `/other:/this/alias` where it takes `other:alias`. */
function linksOf(host: Raw): Raw {
  const links = texts(host['Links']);
  if (links.length === 0) return {};
  return {
    Links: links.map((link) => {
      const [to = '', from = ''] = link.split(':');
      return `${to.replace(/^\//, '')}:${from.slice(from.lastIndexOf('/') + 1)}`;
    }),
  };
}

/** The volumes of a container, as inspected, that have no name of their own. */
export function anonymousMounts(raw: Raw): readonly Raw[] {
  return records(raw['Mounts']).filter(({ Type, Name }) => Type === 'volume' && anonymous.test(text(Name)));
}

/** Docker tells each that was asked for as a mount, Podman among the binds all, also those that the image asks for. */
function namelessOf(raw: Raw, host: Raw, { podman, image }: Origin): WholeRecipe['nameless'] {
  const asked = new Set(list(host['Mounts']).map((item) => text(record(item)['Target'])));
  const brought = record(image?.['Volumes']);
  return anonymousMounts(raw).map(({ Name, Destination }) => {
    const target = text(Destination);
    return { name: text(Name), target, asked: podman ? !(target in brought) : asked.has(target) };
  });
}

/** Names the volumes that have no name of their own: asked for without one, a new and empty one would take their place. */
function mountsOf(raw: Raw, host: Raw): Raw {
  const nameless = new Map(anonymousMounts(raw).map((mount) => [text(mount['Destination']), mount]));
  const bound = texts(host['Binds']).map((bind) => bind.split(':'));
  for (const [from = '', to = ''] of bound) if (anonymous.test(from)) nameless.delete(to);
  if (nameless.size === 0) return {};
  const mounts = list(host['Mounts']).map((item) => {
    const mount = record(item);
    const found = nameless.get(text(mount['Target']));
    nameless.delete(text(mount['Target']));
    return found && isNothing(mount['Source']) ? { ...mount, Source: found['Name'] } : mount;
  });
  const named = [...nameless].map(([target, { Name, RW }]) => ({
    Type: 'volume',
    Source: Name,
    Target: target,
    ...(RW === false ? { ReadOnly: true } : {}),
  }));
  return { Mounts: [...mounts, ...named] };
}

/** What Podman tells of a container in a way in which it takes it from nobody. */
function fromPodman(host: Raw): Raw {
  const body: Record<string, unknown> = { ...host };
  // The number of cores, a second time: it refuses both at once.
  if (!isNothing(host['NanoCpus'])) {
    delete body['CpuPeriod'];
    delete body['CpuQuota'];
  }
  // It says nothing of one that nobody asked for, and takes that for a wish to swap as little as can be.
  if (isNothing(host['MemorySwappiness'])) delete body['MemorySwappiness'];
  // What it writes for its runtime would stay as it is, whatever it follows from.
  const annotations = Object.entries(record(host['Annotations'])).filter(([name]) => !ownAnnotation.test(name));
  body['Annotations'] = Object.fromEntries(annotations);
  const { Type, Config } = record(host['LogConfig']);
  body['LogConfig'] = { Type, Config: record(Config) };
  body['Devices'] = records(host['Devices']).map((device) => ({
    ...device,
    CgroupPermissions: text(device['CgroupPermissions']) || 'rwm',
  }));
  body['Ulimits'] = records(host['Ulimits']).map((limit) => ({
    ...limit,
    Name: text(limit['Name'])
      .replace(/^RLIMIT_/, '')
      .toLowerCase(),
  }));
  return body;
}
