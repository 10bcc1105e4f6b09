import { minMemory } from '../../../app/container/limits.ts';
import {
  ContainerName,
  ContainerSpec,
  EnvName,
  HostIp,
  isHostPath,
  type MountSpec,
  NetworkName,
  type PortSpec,
  protocols,
  UserName,
} from '../../../app/create.ts';
import { parseCommandLine } from '../../../app/text/command-line.ts';
import { isFault, parseReference } from '../../../app/text/image-reference.ts';
import { parseBytes } from '../../../app/text/size-text.ts';
import { VolumeName } from '../../../app/volumes.ts';
import type { MountRow, NamedValue, PortRow, RunForm } from '../../stores/shown/run-drafts.ts';
import { said } from '../../words/problems.ts';
import { words } from '../../words/words.ts';
import { readOptions, type Wrong } from './options.ts';

const { rules } = words.run;

/**
 * What is wrong, in words for the field. Fields are named as in `RunForm`; of a row `ports.0.hostPort`, `env.2`; what
 * belongs to no single field is `''`.
 */
export type RunErrors = ReadonlyMap<string, string>;

export interface ReadForm {
  readonly errors: RunErrors;
  /** Only without errors. */
  readonly spec?: ContainerSpec;
}

/** Reads what was typed. Rows that were left empty do not count. */
export function readForm(form: RunForm): ReadForm {
  const errors = new Map<string, string>();
  const wrong = (field: string, text: string): undefined => void errors.set(field, text);
  const image = form.image.trim();
  const reference = parseReference(image);
  if (isFault(reference)) wrong('image', said(reference.fault));
  const single = {
    command: commandOf('command', form, wrong),
    entrypoint: commandOf('entrypoint', form, wrong),
    workdir: checked('workdir', form, isHostPath, rules.workdir, wrong),
    user: checked('user', form, passes(UserName), rules.user, wrong),
    name: checked('name', form, passes(ContainerName), words.containers.renaming.rule, wrong),
    network: checked('network', form, passes(NetworkName), rules.network, wrong),
    ...limitsOf(form, wrong),
  };
  if (form.autoRemove && form.restart !== 'no') {
    wrong('restart', rules.restart);
  }
  const lists = {
    env: pairsOf('env', form.env, passes(EnvName), wrong),
    labels: pairsOf('labels', form.labels, (name) => name !== '', wrong),
    ports: portsOf(form.ports, wrong),
    mounts: mountsOf(form.mounts, wrong),
  };
  const options = readOptions(form, wrong);
  const { restart, tty, autoRemove, start } = form;
  if (errors.size > 0) return { errors };
  const given = Object.fromEntries(Object.entries(single).filter(([, value]) => value !== undefined));
  const spec = ContainerSpec.safeParse({
    image,
    restart,
    tty,
    autoRemove,
    start,
    ...lists,
    ...given,
    ...options,
  });
  // Bounds that nobody meets by typing.
  if (!spec.success) wrong('', rules.tooMuch({ field: spec.error.issues[0]?.path.join('.') ?? '' }));
  return { errors, ...(spec.success ? { spec: spec.data } : {}) };
}

/** Rows for the ports that an image exposes (`80/tcp`), each on any free port of the host. At most 20. */
export function exposedRows(exposed: readonly string[]): PortRow[] {
  const rows: PortRow[] = [];
  for (const text of exposed.slice(0, 20)) {
    const [, containerPort, name = 'tcp'] = /^(\d{1,5})(?:\/(\w+))?$/.exec(text) ?? [];
    const protocol = protocols.find((each) => each === name);
    if (containerPort !== undefined && protocol) rows.push({ hostIp: '', hostPort: '', containerPort, protocol });
  }
  return rows;
}

const passes =
  (schema: { safeParse: (value: unknown) => { success: boolean } }) =>
  (text: string): boolean =>
    schema.safeParse(text).success;

function commandOf(field: 'command' | 'entrypoint', form: RunForm, wrong: Wrong): readonly string[] | undefined {
  const parsed = parseCommandLine(form[field]);
  if ('fault' in parsed) return wrong(field, said(parsed.fault));
  return parsed.words.length === 0 ? undefined : parsed.words;
}

function checked(
  field: 'workdir' | 'user' | 'name' | 'network',
  form: RunForm,
  fits: (text: string) => boolean,
  rule: string,
  wrong: Wrong,
): string | undefined {
  const text = form[field].trim();
  if (text === '') return undefined;
  return fits(text) ? text : wrong(field, rule);
}

function limitsOf(form: RunForm, wrong: Wrong) {
  const bytes = parseBytes(form.memory);
  const cpus = Number(form.cpus.trim().replace(',', '.'));
  const retries = Number(form.maxRetries.trim());
  const hasMemory = form.memory.trim() !== '';
  const hasCpus = form.cpus.trim() !== '';
  const hasRetries = form.restart === 'on-failure' && form.maxRetries.trim() !== '';
  if (hasMemory && bytes === undefined) wrong('memory', rules.memory);
  else if (hasMemory && (bytes ?? 0) < minMemory) wrong('memory', rules.memoryLeast);
  else if (hasMemory && (bytes ?? 0) > 2 ** 50) wrong('memory', rules.memoryMost);
  if (hasCpus && !(cpus >= 0.01 && cpus <= 1024)) wrong('cpus', rules.cpus);
  if (hasRetries && !(Number.isInteger(retries) && retries >= 1 && retries <= 1_000_000)) {
    wrong('maxRetries', rules.maxRetries);
  }
  return {
    memory: hasMemory ? bytes : undefined,
    cpus: hasCpus ? cpus : undefined,
    maxRetries: hasRetries ? retries : undefined,
  };
}

function pairsOf(
  field: 'env' | 'labels',
  pairs: readonly NamedValue[],
  fits: (name: string) => boolean,
  wrong: Wrong,
): (readonly [string, string])[] {
  const seen = new Set<string>();
  const read: (readonly [string, string])[] = [];
  for (const [index, { name: typed, value }] of pairs.entries()) {
    const name = typed.trim();
    if (name === '' && value === '') continue;
    if (name === '') wrong(`${field}.${index}`, rules.pairUnnamed);
    else if (!fits(name)) wrong(`${field}.${index}`, rules.pairName);
    else if (seen.has(name)) wrong(`${field}.${index}`, rules.twice);
    seen.add(name);
    read.push([name, value]);
  }
  return read;
}

function portsOf(rows: readonly PortRow[], wrong: Wrong): PortSpec[] {
  const ports: PortSpec[] = [];
  const seen = new Set<string>();
  for (const [index, row] of rows.entries()) {
    const [hostIp, hostPort, containerPort] = [row.hostIp.trim(), row.hostPort.trim(), row.containerPort.trim()];
    if (hostIp === '' && hostPort === '' && containerPort === '') continue;
    const at = `ports.${index}`;
    const host = portOf(`${at}.hostPort`, hostPort, wrong);
    const inside = portOf(`${at}.containerPort`, containerPort, wrong);
    if (containerPort === '') wrong(`${at}.containerPort`, rules.containerPort);
    if (hostIp !== '' && !passes(HostIp)(hostIp)) wrong(`${at}.hostIp`, rules.hostIp);
    const key = `${hostIp} ${host}/${row.protocol}`;
    if (host !== undefined && seen.has(key)) wrong(`${at}.hostPort`, rules.twice);
    seen.add(key);
    if (inside === undefined) continue;
    ports.push({
      ...(hostIp === '' ? {} : { hostIp }),
      ...(host === undefined ? {} : { hostPort: host }),
      containerPort: inside,
      protocol: row.protocol,
    });
  }
  return ports;
}

function portOf(field: string, text: string, wrong: Wrong): number | undefined {
  if (text === '') return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  return port >= 1 && port <= 65_535 ? port : wrong(field, rules.port);
}

function mountsOf(rows: readonly MountRow[], wrong: Wrong): MountSpec[] {
  const mounts: MountSpec[] = [];
  const seen = new Set<string>();
  for (const [index, { type, source: typed, target: aim, readOnly }] of rows.entries()) {
    const [source, target] = [type === 'tmpfs' ? '' : typed.trim(), aim.trim()];
    if (source === '' && target === '') continue;
    const at = `mounts.${index}`;
    if (type === 'bind' && !isHostPath(source)) wrong(`${at}.source`, rules.bindSource);
    if (type === 'volume' && source !== '' && !passes(VolumeName)(source)) {
      wrong(`${at}.source`, rules.volume);
    }
    if (!isHostPath(target)) wrong(`${at}.target`, rules.target);
    else if (seen.has(target)) wrong(`${at}.target`, rules.twice);
    seen.add(target);
    mounts.push({ type, source, target, readOnly });
  }
  return mounts;
}
