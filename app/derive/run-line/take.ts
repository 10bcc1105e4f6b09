import { restartPolicies } from '../../container/limits.ts';
import { ContainerSpec, type MountSpec, type PullPolicy, pullPolicies, specOf } from '../../create.ts';
import { parseBytes } from '../../text/size-text.ts';
import {
  type ListOption,
  listNames,
  listOptions,
  type SingleOption,
  type SwitchOption,
  singleNames,
  singleOptions,
  switchNames,
  switchOptions,
} from '../run-options.ts';
import type { LeftWhy } from './left-why.ts';
import { readMount, readTmpfs, readVolume } from './read-mounts.ts';
import { readPorts } from './read-ports.ts';

/** What of a line was taken over so far. */
export interface Taken {
  readonly spec: ContainerSpec;
  pull: PullPolicy;
  readonly env: Map<string, string>;
  readonly labels: Map<string, string>;
  end: () => { readonly spec: ContainerSpec; readonly pull: PullPolicy };
}

/** Begins with nothing asked for. */
export function createTaken(start: boolean): Taken {
  const spec: ContainerSpec = { ...specOf(''), start };
  const taken: Taken = {
    spec,
    pull: 'missing',
    env: new Map(),
    labels: new Map(),
    end: () => {
      if (spec.restart !== 'on-failure') delete spec.maxRetries;
      return { spec: { ...spec, env: [...taken.env], labels: [...taken.labels] }, pull: taken.pull };
    },
  };
  return taken;
}

/** Takes a value over, or says why it cannot be. */
type Take<V> = (taken: Taken, value: V) => LeftWhy | undefined;

const { shape } = ContainerSpec;
const most = { env: 1000, labels: 1000, ports: 200, mounts: 200, items: 200 } as const;

const switches: ReadonlyMap<string, Take<boolean>> = new Map([
  ...switchNames.map((name) => [switchOptions[name].slice(2), takeOption(name)] as const),
  // In the background is how all of them run here.
  ['detach', () => undefined],
  ['rm', ({ spec }, on) => void (spec.autoRemove = on)],
  ['tty', ({ spec }, on) => void (spec.tty = on)],
]);

const values: ReadonlyMap<string, Take<string>> = new Map([
  ...singleNames.map((name) => [singleOptions[name].flag.slice(2), takeSingle(name)] as const),
  ...listNames.map((name) => [listOptions[name].flag.slice(2), takeItem(name)] as const),
  ['name', takeText('name')],
  ['user', takeText('user')],
  ['workdir', takeText('workdir')],
  ['memory', takeFigure('memory', parseBytes)],
  ['cpus', takeFigure('cpus', (text) => (/^\d*\.?\d+$/.test(text) ? Number(text) : undefined))],
  ['entrypoint', ({ spec }, word) => into(shape.entrypoint, [word], (entrypoint) => (spec.entrypoint = entrypoint))],
  ['network', takeNetwork],
  ['restart', takeRestart],
  ['pull', takePull],
  ['env', takeEnv],
  ['label', takeLabel],
  ['publish', takePorts],
  ['volume', (taken, text) => takeMount(taken, readVolume(text))],
  ['mount', (taken, text) => takeMount(taken, readMount(text))],
  ['tmpfs', (taken, text) => takeMount(taken, readTmpfs(text))],
  // Files that only the machine has on which the line was typed.
  ['env-file', () => 'local'],
  ['label-file', () => 'local'],
  ['cidfile', () => 'local'],
]);

/** What a switch does, by its long name; undefined where no field says it, or where it is no switch. */
export function takeSwitch(name: string): Take<boolean> | undefined {
  return switches.get(name);
}

/** What a flag with a value does; undefined where no field says it. */
export function takeValue(name: string): Take<string> | undefined {
  return values.get(name);
}

/** Whether a switch is on: as Go reads it; undefined where it says neither. */
export function switchValue(text = 'true'): boolean | undefined {
  if (/^(1|t|T|true|TRUE|True)$/.test(text)) return true;
  return /^(0|f|F|false|FALSE|False)$/.test(text) ? false : undefined;
}

interface Reads<T> {
  readonly safeParse: (value: unknown) => { readonly success: boolean; readonly data?: T | undefined };
}

/** Gives a value to the spec where it is one. */
function into<T>(schema: Reads<T>, value: unknown, give: (value: NonNullable<T>) => void): LeftWhy | undefined {
  const read = schema.safeParse(value);
  if (!read.success || read.data === undefined || read.data === null) return 'value';
  give(read.data);
  return undefined;
}

function takeOption(name: SwitchOption): Take<boolean> {
  return ({ spec }, on) => {
    if (on) spec[name] = true;
    else delete spec[name];
    return undefined;
  };
}

function takeSingle(name: SingleOption): Take<string> {
  return ({ spec }, word) => {
    const value = singleOptions[name].read(word);
    if (value === undefined) return 'value';
    Object.assign(spec, { [name]: value });
    return undefined;
  };
}

function takeItem(name: ListOption): Take<string> {
  return ({ spec }, word) => {
    const item = listOptions[name].read(word);
    if (item === undefined) return 'value';
    const items: unknown[] = (spec[name] ??= []);
    if (items.length >= most.items) return 'too-many';
    items.push(item);
    return undefined;
  };
}

function takeText(name: 'name' | 'user' | 'workdir'): Take<string> {
  return ({ spec }, text) => into(shape[name], text, (value) => (spec[name] = value));
}

function takeFigure(name: 'memory' | 'cpus', read: (text: string) => number | undefined): Take<string> {
  return ({ spec }, text) => into(shape[name], read(text), (value) => (spec[name] = value));
}

/** One fits; `name=shop,alias=web` is more than its name. */
function takeNetwork({ spec }: Taken, text: string): LeftWhy | undefined {
  if (spec.network !== undefined) return 'one-only';
  return into(shape.network, text, (network) => (spec.network = network));
}

function takeRestart({ spec }: Taken, text: string): LeftWhy | undefined {
  const [, name, retries] = /^([a-z-]+)(?::(\d{1,7}))?$/.exec(text) ?? [];
  const restart = restartPolicies.find((one) => one === name);
  if (!restart || (retries !== undefined && restart !== 'on-failure')) return 'value';
  spec.restart = restart;
  delete spec.maxRetries;
  if (retries === undefined || Number(retries) === 0) return undefined;
  return into(shape.maxRetries, Number(retries), (count) => (spec.maxRetries = count));
}

function takePull(taken: Taken, text: string): LeftWhy | undefined {
  const policy = pullPolicies.find((one) => one === text);
  if (!policy) return 'value';
  taken.pull = policy;
  return undefined;
}

/** The last of several of one name counts, as for engines. Without a value it would be that of whoever typed the line. */
function takeEnv({ env }: Taken, text: string): LeftWhy | undefined {
  const at = text.indexOf('=');
  if (at < 0) return 'left-out';
  const name = text.slice(0, at);
  if (!shape.env.safeParse([[name, text.slice(at + 1)]]).success) return 'value';
  if (env.size >= most.env && !env.has(name)) return 'too-many';
  env.set(name, text.slice(at + 1));
  return undefined;
}

function takeLabel({ labels }: Taken, text: string): LeftWhy | undefined {
  const [name = ''] = text.split('=', 1);
  const value = text.slice(name.length + 1);
  if (!shape.labels.safeParse([[name, value]]).success) return 'value';
  if (labels.size >= most.labels && !labels.has(name)) return 'too-many';
  labels.set(name, value);
  return undefined;
}

function takePorts({ spec }: Taken, text: string): LeftWhy | undefined {
  const ports = readPorts(text);
  if (!ports) return 'value';
  if (spec.ports.length + ports.length > most.ports) return 'too-many';
  spec.ports.push(...ports);
  return undefined;
}

function takeMount({ spec }: Taken, mount: MountSpec | LeftWhy): LeftWhy | undefined {
  if (typeof mount === 'string') return mount;
  if (spec.mounts.length >= most.mounts) return 'too-many';
  spec.mounts.push(mount);
  return undefined;
}
