import { restartPolicies } from '../../../../app/container/limits.ts';
import type { ContainerDetail, ContainerRecipe, RestField } from '../../../../app/containers.ts';
import {
  type ContainerSpec,
  EnvName,
  MountSpec,
  mountTypes,
  NetworkName,
  type PortSpec,
  protocols,
  UserName,
} from '../../../../app/create.ts';
import type { ImageConfig, ImageDetail } from '../../../../app/images.ts';
import { figure, list, type Raw, record, text, texts } from '../../../base/json.ts';
import { readOptions } from './container-options.ts';
import { type EngineDefaults, isDefaultNetwork, isFirstNetwork, readRest } from './container-rest.ts';

const anonymous = /^[0-9a-f]{64}$/;

/** A part of a spec, and what of the same fields no spec can say. */
interface Part<T> {
  readonly said: T;
  readonly rest: readonly RestField[];
}

/**
 * The way back from `createBody`: what makes a container again, as its inspect tells it.
 * @param image what it was made from; what that brings is left out. Without it all stays in: more than need be, not wrong.
 */
export function readSpec(
  made: ContainerDetail,
  image: ImageDetail | undefined,
  defaults: EngineDefaults,
): ContainerRecipe {
  const raw = record(made.raw);
  const [config, host] = [record(raw['Config']), record(raw['HostConfig'])];
  const own = image?.config;
  const ports = readPorts(host['PortBindings']);
  const mounts = readMounts(made, own);
  const env = readEnv(made.env, own, config, defaults);
  const user = unless(made.user, own?.user);
  const userFits = user === undefined || UserName.safeParse(user).success;
  const workdir = unless(made.workingDir, own?.workingDir);
  const spec: ContainerSpec = {
    image: made.image,
    ...(made.name === '' ? {} : { name: made.name }),
    ...readCommand(config, own),
    ...(workdir === undefined ? {} : { workdir }),
    ...(user === undefined || !userFits ? {} : { user }),
    env: env.said,
    labels: Object.entries(made.labels).filter(([name, value]) => name !== '' && image?.labels[name] !== value),
    ports: ports.said,
    mounts: mounts.said,
    ...readNetwork(raw, host, defaults),
    ...readHost(host),
    tty: made.tty,
    start: true,
  };
  const unsaid = [
    ...(userFits ? [] : [{ field: 'Config.User', value: user }]),
    ...env.rest,
    ...ports.rest,
    ...mounts.rest,
  ];
  const rest = readRest(raw, image, spec, defaults);
  const told = new Set(rest.map(({ field }) => field));
  const { said, fields } = readOptions(config, host, (field) => !told.has(field));
  return {
    spec: { ...spec, ...said },
    rest: [...unsaid, ...rest.filter(({ field }) => !fields.has(field))],
    ...(defaults.podman ? { untold: true } : {}),
  };
}

function unless(value: string, own: string | undefined): string | undefined {
  return value === '' || value === own ? undefined : value;
}

/**
 * An entrypoint of one's own takes the image's command away, so then the command is given too. One that was taken away
 * is an empty word, as engines take it.
 */
function readCommand(config: Raw, own: ImageConfig | undefined): Pick<ContainerSpec, 'command' | 'entrypoint'> {
  const same = (a: readonly string[], b: readonly string[] = []) => JSON.stringify(a) === JSON.stringify(b);
  const [entrypoint, command] = [words(config['Entrypoint']), words(config['Cmd'])];
  const ownEntry = !same(entrypoint, own?.entrypoint) || (command.length === 0 && (own?.command.length ?? 0) > 0);
  return {
    ...(ownEntry ? { entrypoint: entrypoint.length === 0 ? [''] : entrypoint } : {}),
    ...(command.length > 0 && (ownEntry || !same(command, own?.command)) ? { command } : {}),
  };
}

/** Old engines write a single word without its list. */
function words(value: unknown): string[] {
  return typeof value === 'string' ? [value] : texts(value);
}

/** Podman calls every network that it makes a bridge for by one mode: which one it is, the connection says. */
function readNetwork(raw: Raw, host: Raw, { podman }: EngineDefaults): Pick<ContainerSpec, 'network'> {
  const mode = text(host['NetworkMode']);
  const joined = Object.keys(record(record(raw['NetworkSettings'])['Networks']));
  const named = podman && mode === 'bridge' ? joined.find((name) => !isFirstNetwork(name)) : undefined;
  const network = named ?? mode;
  return isDefaultNetwork(network) || !NetworkName.safeParse(network).success ? {} : { network };
}

/** What of a spec stands in `HostConfig`, but for ports, mounts and the network. */
function readHost(host: Raw): Pick<ContainerSpec, 'memory' | 'cpus' | 'restart' | 'maxRetries' | 'autoRemove'> {
  const nanoCpus = figure(host['NanoCpus']) ?? 0;
  const memory = figure(host['Memory']) ?? 0;
  const policy = record(host['RestartPolicy']);
  const restart = restartPolicies.find((one) => one === policy['Name']) ?? 'no';
  const retries = figure(policy['MaximumRetryCount']) ?? 0;
  return {
    ...(memory > 0 ? { memory } : {}),
    ...(nanoCpus > 0 ? { cpus: nanoCpus / 1e9 } : {}),
    restart,
    ...(restart === 'on-failure' && retries > 0 ? { maxRetries: retries } : {}),
    autoRemove: host['AutoRemove'] === true,
  };
}

/** A name without a value takes the image's variable away, which no spec can say; so does one that is missing. */
function readEnv(
  env: readonly string[],
  own: ImageConfig | undefined,
  config: Raw,
  { podman }: EngineDefaults,
): Part<[string, string][]> {
  const inherited = new Set(own?.env);
  const said: [string, string][] = [];
  const rest: RestField[] = [];
  // Podman tells what it adds at every start as if it had been asked for.
  const added = new Set(podman ? ['container=podman', 'TERM=xterm', `HOSTNAME=${text(config['Hostname'])}`] : []);
  for (const line of env) {
    if (inherited.has(line) || added.has(line)) continue;
    const at = line.indexOf('=');
    const name = line.slice(0, at);
    if (at > 0 && EnvName.safeParse(name).success) said.push([name, line.slice(at + 1)]);
    else rest.push({ field: 'Config.Env', value: line });
  }
  const named = new Set(env.map(nameOf));
  for (const line of inherited) {
    if (!named.has(nameOf(line))) rest.push({ field: 'Config.Env', value: nameOf(line) });
  }
  return { said, rest };
}

function nameOf(line: string): string {
  return line.split('=', 1)[0] ?? '';
}

/** What was asked for, not what the engine chose: `{"80/tcp": [{"HostIp", "HostPort"}]}`. */
function readPorts(value: unknown): Part<PortSpec[]> {
  const said: PortSpec[] = [];
  const rest: RestField[] = [];
  for (const [key, bindings] of Object.entries(record(value))) {
    for (const binding of list(bindings)) {
      const port = readPort(key, record(binding));
      if (port) said.push(port);
      else rest.push({ field: `HostConfig.PortBindings.${key}`, value: binding });
    }
  }
  return { said, rest };
}

/** One binding of `80/tcp` and such; undefined for one that no spec can say. */
export function readPort(key: string, { HostIp, HostPort }: Raw): PortSpec | undefined {
  const [port = '', name = 'tcp'] = key.split('/');
  const protocol = protocols.find((one) => one === name);
  const containerPort = portNumber(port);
  const [hostIp, hostPort] = [text(HostIp), portNumber(text(HostPort))];
  if (containerPort === undefined || protocol === undefined) return undefined;
  // A range of which the engine takes one that is free.
  if (hostPort === undefined && text(HostPort) !== '' && text(HostPort) !== '0') return undefined;
  return {
    containerPort,
    protocol,
    // Podman writes the wildcard where nothing was asked for.
    ...(hostIp === '' || hostIp === '0.0.0.0' ? {} : { hostIp }),
    ...(hostPort === undefined ? {} : { hostPort }),
  };
}

function portNumber(text: string): number | undefined {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port > 0 && port <= 65_535 ? port : undefined;
}

/** A volume without a name is asked for without one, so what the first one holds is a part of the rest. */
function readMounts({ mounts }: ContainerDetail, own: ImageConfig | undefined): Part<MountSpec[]> {
  const said: MountSpec[] = [];
  const rest: RestField[] = [];
  for (const { type: name, source: from, target, readOnly } of mounts) {
    const type = mountTypes.find((one) => one === name);
    const nameless = type === 'volume' && anonymous.test(from);
    const field = `Mounts.${target}`;
    if (nameless) rest.push({ field, value: from });
    if (nameless && own?.volumes.includes(target)) continue;
    const mount = MountSpec.safeParse({ type, source: nameless || type === 'tmpfs' ? '' : from, target, readOnly });
    if (mount.success) said.push(mount.data);
    else if (!nameless) rest.push({ field, value: { type: name, source: from } });
  }
  return { said, rest };
}
