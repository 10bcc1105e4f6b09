import * as z from 'zod/mini';
import type { Ulimit } from '../container/ulimits.ts';
import { type ContainerSpec, type Device, type MoreOption, moreOptions } from '../create.ts';
import { parseBytes } from '../text/size-text.ts';

/** Options that are on or off. */
export const switchOptions = {
  stdin: '--interactive',
  init: '--init',
  readOnlyRoot: '--read-only',
  publishAll: '--publish-all',
  noHealthcheck: '--no-healthcheck',
} as const satisfies Partial<Record<MoreOption, string>>;
export type SwitchOption = keyof typeof switchOptions;

/** How a value is written as a word of a command line, and read back from there or from what a person types. */
export interface OptionText<T> {
  readonly flag: `--${string}`;
  /** Undefined for what is no such value. */
  readonly read: (word: string) => T | undefined;
  readonly write: (value: T) => string;
}

type Given<K extends MoreOption> = NonNullable<ContainerSpec[K]>;
type ItemOf<T> = T extends readonly (infer I)[] ? I : never;
/** Options that may be given several times. */
export type ListOption = { [K in MoreOption]: Given<K> extends readonly unknown[] ? K : never }[MoreOption];
/** Options with one value. */
export type SingleOption = Exclude<MoreOption, SwitchOption | ListOption>;

const same = (word: string): unknown => word;

/** By field of a spec. */
export const singleOptions: { readonly [K in SingleOption]: OptionText<Given<K>> } = {
  hostname: single('--hostname', 'hostname'),
  shmSize: single('--shm-size', 'shmSize', parseBytes, (bytes) => `${bytes}b`),
  pidsLimit: single('--pids-limit', 'pidsLimit', whole),
  memorySwap: single('--memory-swap', 'memorySwap', readSwap, (bytes) => (bytes === -1 ? '-1' : `${bytes}b`)),
  logDriver: single('--log-driver', 'logDriver'),
  healthCommand: single('--health-cmd', 'healthCommand'),
  healthInterval: single('--health-interval', 'healthInterval', readDuration, durationText),
  healthTimeout: single('--health-timeout', 'healthTimeout', readDuration, durationText),
  healthStartPeriod: single('--health-start-period', 'healthStartPeriod', readDuration, durationText),
  healthRetries: single('--health-retries', 'healthRetries', whole),
  stopSignal: single('--stop-signal', 'stopSignal', (word) => word.toUpperCase()),
  stopTimeout: single('--stop-timeout', 'stopTimeout', whole),
};

/** By field of a spec, for one of its items. */
export const listOptions: { readonly [K in ListOption]: OptionText<ItemOf<Given<K>>> } = {
  dns: item('--dns', 'dns'),
  dnsSearch: item('--dns-search', 'dnsSearch'),
  extraHosts: item('--add-host', 'extraHosts', readHost, ([name, address]) => `${name}:${address}`),
  capAdd: item('--cap-add', 'capAdd', readCapability),
  capDrop: item('--cap-drop', 'capDrop', readCapability),
  securityOptions: item('--security-opt', 'securityOptions'),
  groups: item('--group-add', 'groups'),
  devices: item('--device', 'devices', readDevice, deviceText),
  ulimits: item('--ulimit', 'ulimits', readUlimit, ulimitText),
  sysctls: item('--sysctl', 'sysctls', readPair, pairText),
  logOptions: item('--log-opt', 'logOptions', readPair, pairText),
};

export const switchNames = Object.keys(switchOptions) as readonly SwitchOption[];
export const singleNames = Object.keys(singleOptions) as readonly SingleOption[];
export const listNames = Object.keys(listOptions) as readonly ListOption[];

/** The words that say these options, `--init` or `--dns` and `1.1.1.1`. */
export function optionWords(spec: Partial<Pick<ContainerSpec, MoreOption>>): (readonly string[])[] {
  return [
    ...switchNames.filter((name) => spec[name]).map((name) => [switchOptions[name]]),
    ...singleNames.flatMap((name) => {
      const text = singleText(spec, name);
      return text === undefined ? [] : [[singleOptions[name].flag, text]];
    }),
    ...listNames.flatMap((name) => itemTexts(spec, name).map((text) => [listOptions[name].flag, text])),
  ];
}

/** What is typed to get the value of this option; undefined where it has none. */
export function singleText<K extends SingleOption>(spec: Partial<Pick<ContainerSpec, K>>, name: K): string | undefined {
  const value = spec[name] as Given<K> | undefined;
  return value === undefined ? undefined : singleOptions[name].write(value);
}

/** What is typed to get each item of this option. */
export function itemTexts<K extends ListOption>(spec: Partial<Pick<ContainerSpec, K>>, name: K): string[] {
  const items = (spec[name] ?? []) as ItemOf<Given<K>>[];
  return items.map((one) => listOptions[name].write(one));
}

function single<K extends SingleOption>(
  flag: `--${string}`,
  name: K,
  read: (word: string) => unknown = same,
  write: (value: Given<K>) => string = String,
): OptionText<Given<K>> {
  return { flag, read: (word) => checked(moreOptions[name], read(word)) as Given<K> | undefined, write };
}

function item<K extends ListOption>(
  flag: `--${string}`,
  name: K,
  read: (word: string) => unknown = same,
  write: (value: ItemOf<Given<K>>) => string = String,
): OptionText<ItemOf<Given<K>>> {
  const readOne = (word: string) => (checked(moreOptions[name], [read(word)]) as ItemOf<Given<K>>[] | undefined)?.[0];
  return { flag, read: readOne, write };
}

function checked(schema: z.ZodMiniType, value: unknown): unknown {
  const read = z.safeParse(schema, value);
  return read.success ? read.data : undefined;
}

function whole(word: string): number | undefined {
  return /^-?\d{1,15}$/.test(word) ? Number(word) : undefined;
}

function readSwap(word: string): number | undefined {
  return word === '-1' ? -1 : parseBytes(word);
}

const units: Readonly<Record<string, number>> = { h: 3_600_000, m: 60_000, s: 1000, ms: 1 };

/** Milliseconds of Go's `1m30s`, `500ms`, `1.5h`. */
function readDuration(word: string): number | undefined {
  if (word.length > 50 || !/^(?:\d+(?:\.\d+)?(?:ms|[hms]))+$/.test(word)) return undefined;
  let sum = 0;
  for (const [, figure, unit = ''] of word.matchAll(/(\d+(?:\.\d+)?)(ms|[hms])/g))
    sum += Number(figure) * (units[unit] ?? 0);
  return Math.round(sum);
}

function durationText(ms: number): string {
  const [unit, size] = Object.entries(units).find(([, each]) => ms % each === 0) ?? ['ms', 1];
  return `${ms / size}${unit}`;
}

function readCapability(word: string): string {
  return word.toUpperCase().replace(/^CAP_/, '');
}

/** `db:10.0.0.9`, `db=10.0.0.9`; an address of IPv6 may stand in brackets. */
function readHost(word: string): unknown {
  const [, name, address = ''] = /^([^:=]+)[:=](.*)$/.exec(word) ?? [];
  return [name, address.replace(/^\[(.*)\]$/, '$1')];
}

function readPair(word: string): unknown {
  const at = word.indexOf('=');
  return at < 0 ? undefined : [word.slice(0, at), word.slice(at + 1)];
}

function pairText([name, value]: readonly [string, string]): string {
  return `${name}=${value}`;
}

/** `/dev/fuse`, `/dev/sda:/dev/xvda`, `/dev/sda:/dev/xvda:r`, `/dev/sda:r`. */
function readDevice(word: string): unknown {
  const [source = '', second, third, ...more] = word.split(':');
  if (more.length > 0) return undefined;
  if (second !== undefined && third === undefined && /^[rwm]+$/.test(second)) {
    return { source, target: source, permissions: inOrder(second) };
  }
  return { source, target: second ?? source, permissions: inOrder(third ?? 'rwm') };
}

function inOrder(permissions: string): string {
  return [...permissions].toSorted((a, b) => 'rwm'.indexOf(a) - 'rwm'.indexOf(b)).join('');
}

function deviceText({ source, target, permissions }: Device): string {
  return `${source}:${target}:${permissions}`;
}

/** `nofile=1024:2048`; one figure is both. */
function readUlimit(word: string): unknown {
  const [, name, soft = '', hard = soft] = /^(\w+)=(-?\d{1,15})(?::(-?\d{1,15}))?$/.exec(word) ?? [];
  return { name, soft: Number(soft), hard: Number(hard) };
}

function ulimitText({ name, soft, hard }: Ulimit): string {
  return soft === hard ? `${name}=${soft}` : `${name}=${soft}:${hard}`;
}
