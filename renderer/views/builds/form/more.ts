import { Platforms } from '../../../../app/build/wishes.ts';
import type { BuildOrder, BuildRecord, BuildSecret } from '../../../../app/builds.ts';
import type { BuildAbility } from '../../../../app/reasons/builds.ts';
import { isFault, parseReference } from '../../../../app/text/image-reference.ts';
import type { MoreOfBuild } from '../../../stores/shown/build-forms.ts';
import type { Pair } from '../../../ui/controls/KeyValueEditor.tsx';
import { said } from '../../../words/problems.ts';
import { words } from '../../../words/words.ts';
import { joinPath } from '../../folders/paths.ts';

const { wrong } = words.builds.form;
const { cannot } = words.builds.form.wishes;

/** What a build was made with, for the next one. */
export function moreOf(last: BuildRecord): MoreOfBuild {
  return {
    platform: last.platform ?? '',
    network: last.network ?? 'default',
    labels: Object.entries(last.labels ?? {}).map(([name, value]) => ({ name, value })),
    hosts: (last.extraHosts ?? []).map((host) => {
      const at = host.indexOf(':');
      return { name: host.slice(0, at), value: host.slice(at + 1) };
    }),
    secrets: (last.secrets ?? []).map((secret) => ({
      name: secret.id,
      value: 'file' in secret ? secret.file : `$${secret.variable}`,
    })),
    ssh: last.ssh ?? false,
    cacheFrom: (last.cacheFrom ?? []).join(' '),
  };
}

/** What of it is sent: what was chosen. */
export function givenMore(more: MoreOfBuild, folder: string): Partial<BuildOrder> {
  const labels = filled(more.labels);
  const hosts = filled(more.hosts).map(({ name, value }) => `${name}:${value}`);
  const secrets = filled(more.secrets).map(({ name, value }) => secretOf(name, value, folder));
  const cacheFrom = listed(more.cacheFrom);
  return {
    ...(more.platform.trim() === '' ? {} : { platform: more.platform.trim() }),
    ...(more.network === 'default' ? {} : { network: more.network }),
    ...(labels.length === 0 ? {} : { labels: Object.fromEntries(labels.map(({ name, value }) => [name, value])) }),
    ...(hosts.length === 0 ? {} : { extraHosts: hosts }),
    ...(secrets.length === 0 ? {} : { secrets }),
    ...(more.ssh ? { ssh: true } : {}),
    ...(cacheFrom.length === 0 ? {} : { cacheFrom: [...cacheFrom] }),
  };
}

function secretOf(id: string, value: string, folder: string): BuildSecret {
  if (value.startsWith('$')) return { id, variable: value.slice(1) };
  return { id, file: /^([\\/]|[A-Za-z]:)/.test(value) ? value : joinPath(folder, value) };
}

/** How many of its fields were filled in. */
export function countMore(more: MoreOfBuild): number {
  return Object.keys(givenMore(more, '/')).length;
}

/** What is wrong, by field and name of its row. */
export interface MoreErrors {
  readonly platform?: string;
  readonly cacheFrom?: string;
  readonly labels: ReadonlyMap<string, string>;
  readonly hosts: ReadonlyMap<string, string>;
  readonly secrets: ReadonlyMap<string, string>;
}

/**
 * Checks what the engine would refuse.
 * @param able what its builder can; undefined while that is not known
 */
export function moreErrors(more: MoreOfBuild, able?: readonly BuildAbility[]): MoreErrors {
  const { platform, cacheFrom, labels, hosts, secrets } = more;
  const cacheError = wrongReference(cacheFrom);
  const isPlatform = platform.trim() === '' || Platforms.safeParse(platform.trim()).success;
  return {
    ...(isPlatform ? {} : { platform: wrong.platform }),
    ...(isPlatform && able && platform.includes(',') && !able.includes('several-platforms')
      ? { platform: cannot['several-platforms'] }
      : {}),
    ...(cacheError === undefined ? {} : { cacheFrom: cacheError }),
    labels: wrongRows(labels, () => undefined),
    hosts: wrongRows(hosts, ({ name, value }) => (isHost.test(`${name}:${value}`) ? undefined : wrong.host)),
    secrets: wrongRows(secrets, wrongSecret),
  };
}

const isHost = /^[\w.-]+:[\w.:[\]-]+$/;

function wrongSecret({ name, value }: Pair): string | undefined {
  if (!/^[\w.-]+$/.test(name)) return wrong.secretId;
  if (value.startsWith('$') && !/^\$[A-Za-z_]\w*$/.test(value)) return wrong.variable;
  return value === '' ? wrong.secretPlace : undefined;
}

/** Whether anything is wrong. */
export function isWrong({ labels, hosts, secrets, ...fields }: MoreErrors): boolean {
  return Object.keys(fields).length + labels.size + hosts.size + secrets.size > 0;
}

/** What is wrong with rows, by their names: one that is filled in has a name of its own. */
export function wrongRows(
  rows: readonly Pair[],
  ruleOf: (row: Pair) => string | undefined,
): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const row of rows) {
    const { name, value } = row;
    const isTwice = name !== '' && rows.filter((other) => other.name === name).length > 1;
    const nameless = name === '' ? (value === '' ? undefined : wrong.nameless) : ruleOf(row);
    const error = nameless ?? (isTwice ? wrong.twice : undefined);
    if (error !== undefined) found.set(name, error);
  }
  return found;
}

/** What is wrong with the first of some references that is none. */
export function wrongReference(text: string): string | undefined {
  for (const name of listed(text)) {
    const parsed = parseReference(name);
    if (isFault(parsed)) return said(parsed.fault);
  }
  return undefined;
}

/** Words with spaces or commas between. */
export function listed(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((word) => word !== '');
}

function filled(rows: readonly Pair[]): readonly Pair[] {
  return rows.map(({ name, value }) => ({ name: name.trim(), value: value.trim() })).filter(({ name }) => name !== '');
}
