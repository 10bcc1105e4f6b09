import { isHostPath, MountSpec } from '../../create.ts';
import type { LeftWhy } from './left-why.ts';

/** A part of a volume between colons; a drive's letter has one of its own. */
const part = String.raw`([A-Za-z]:[\\/][^:]*|[^:]*)`;
const volume = new RegExp(`^${part}(?::${part}(?::([^:]*))?)?$`);

/** The mount that `--volume` asks for: `name:/path`, `/host:/path:ro`, `/path`. */
export function readVolume(text: string): MountSpec | LeftWhy {
  const [, first = '', target, options = ''] = volume.exec(text) ?? [];
  const source = target === undefined ? '' : first;
  const named = options.split(',').filter((option) => option !== '');
  if (/^[.~]/.test(source)) return 'local';
  if (!named.every((option) => option === 'ro' || option === 'rw')) return 'value';
  return mountOf({
    type: isHostPath(source) ? 'bind' : 'volume',
    source,
    target: target ?? first,
    readOnly: named.includes('ro'),
  });
}

/** The mount that `--tmpfs` asks for, where it asks for no more than that. */
export function readTmpfs(text: string): MountSpec | LeftWhy {
  return text.includes(':') ? 'value' : mountOf({ type: 'tmpfs', source: '', target: text, readOnly: false });
}

const names: Readonly<Record<string, 'type' | 'source' | 'target' | 'readonly'>> = {
  type: 'type',
  source: 'source',
  src: 'source',
  target: 'target',
  dst: 'target',
  destination: 'target',
  readonly: 'readonly',
  ro: 'readonly',
};

/** The mount that `--mount` asks for; with any field that none of ours says, none. */
export function readMount(text: string): MountSpec | LeftWhy {
  const fields = csvFields(text);
  if (!fields) return 'value';
  const found: Record<'type' | 'source' | 'target' | 'readonly', string> = {
    type: 'volume',
    source: '',
    target: '',
    readonly: 'false',
  };
  for (const field of fields) {
    const [key = '', ...rest] = field.split('=');
    const name = Object.hasOwn(names, key.toLowerCase()) ? names[key.toLowerCase()] : undefined;
    if (!name) return 'value';
    found[name] = rest.length === 0 && name === 'readonly' ? 'true' : rest.join('=');
  }
  if (found.type === 'bind' && /^[.~]/.test(found.source)) return 'local';
  if (!/^(true|1|false|0)$/.test(found.readonly)) return 'value';
  const { type, source, target } = found;
  return mountOf({ type, source, target, readOnly: /^(true|1)$/.test(found.readonly) });
}

function mountOf(mount: unknown): MountSpec | LeftWhy {
  const read = MountSpec.safeParse(mount);
  return read.success ? read.data : 'value';
}

/** The fields of one record of CSV (RFC 4180): one in quotes may have commas, and quotes written twice. */
function csvFields(text: string): string[] | undefined {
  const field = /(?:"((?:[^"]|"")*)"|([^",]*))(,|$)/y;
  const fields: string[] = [];
  for (;;) {
    const match = field.exec(text);
    if (!match) return undefined;
    const [, quoted, plain = '', end] = match;
    fields.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '') return fields;
  }
}
