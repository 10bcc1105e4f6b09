import {
  type FileEntry,
  type FileFacts,
  type FileKind,
  type Looked,
  mostEntries,
  mostShown,
} from '../../../../app/files.ts';
import { textOfBytes } from '../../../base/byte-text.ts';
import { type Inside, runScript, unquoted } from './shell.ts';

/** Bytes of a folder's list: 300 an entry, which is more than most names need. */
const mostListed = 300 * mostEntries;

/** How long a folder may take to be listed, in seconds: one of ten thousand entries takes a tenth of one. */
const longest = 20;

/** How `stat` is asked, by GNU and by busybox: type and permissions in hex, owner, group, size, and seconds. */
const format = '%f %u %g %s %Y';

/**
 * Of some hundred entries: a line each, then for each whether it is a link (`l`), and one to a folder (`d`), then the names,
 * each ended by a NUL, which is no part of any, then where the links lead as `stat` quotes that. What went away meanwhile is
 * left out.
 */
const batch = `
[ $# -gt 0 ] || exit 0
stats=$(stat -c "${format}" "$@" 2>/dev/null) || {
  for name; do shift; if [ -e "$name" ] || [ -L "$name" ]; then set -- "$@" "$name"; fi; done
  stats=$(stat -c "${format}" "$@" 2>/dev/null)
}
kinds=
for name; do
  kind=-
  if [ -L "$name" ]; then kind=l; [ -d "$name" ] && kind=d; fi
  kinds=$kinds$kind
done
printf "%s\\0%s\\0" "$stats" "$kinds"
printf "%s\\0" "$@"
printf "\\0"
case $kinds in *[ld]*)
  for name; do shift; [ -L "$name" ] && set -- "$@" "$name"; done
  stat -c "%N" "$@" 2>/dev/null;;
esac
printf "\\0"`;

/** Prints what the container calls its users and groups: `stat` would look each up again for every file. */
const owners = ['passwd', 'group']
  .map((file) => `head -c 65536 /etc/${file} 2>/dev/null | tr -d '\\000'; printf '\\0'`)
  .join('\n');

/**
 * Says what a path is. Of a folder: where it is without links, and its entries. Of anything else: what it is, where, and its
 * beginning, if it is a plain file.
 */
const script = `
${unquoted('path', '$1')}
if [ -d "$path" ]; then
  cd -P "$path" || exit 1
  printf 'folder\\0'; pwd -P; printf '\\0'
  ${owners}
  find . -mindepth 1 -maxdepth 1 -print0 | xargs -0 -n 500 sh -c '${batch}' files || exit 1
elif [ -e "$path" ]; then
  facts=$(stat -L -c "${format}" "$path") || exit 1
  printf 'file\\0%s\\0' "$facts"
  ${owners}
  readlink -f "$path"
  printf '\\0'
  if [ -f "$path" ]; then head -c ${mostShown + 1} "$path" || exit 1; fi
else
  printf 'nothing\\0'
fi`;

/** Looks at a path as programs in the container see it; undefined where it has not what that takes. */
export async function lookByShell(
  inside: Inside,
  path: string,
  signal: AbortSignal,
): Promise<Looked | 'nothing' | undefined> {
  const { output, whole } = await runScript(
    inside,
    { script, args: [path], most: mostListed, seconds: longest },
    signal,
  );
  const fields = new Fields(output);
  const kind = fields.next()?.toString();
  if (kind === 'nothing' && whole) return 'nothing';
  if (kind === 'file' && whole) return readFile(fields);
  return kind === 'folder' ? readFolder(fields, whole) : undefined;
}

function readFile(fields: Fields): Looked | undefined {
  const line = fields.next()?.toString() ?? '';
  const facts = readFacts(line, readOwners(fields));
  const path = pathOf(fields.next());
  if (!facts || path === undefined) return undefined;
  return { kind: 'file', path, file: facts, data: new Uint8Array(fields.rest), live: true };
}

/** What a folder's script printed; undefined where that is nothing of the kind, as without `find`. */
export function readFolder(fields: Fields, whole: boolean): Looked | undefined {
  const path = pathOf(fields.next());
  const owners = readOwners(fields);
  if (path === undefined || (!whole && fields.rest.length === 0)) return undefined;
  const entries: FileEntry[] = [];
  let cut = !whole;
  while (fields.rest.length > 0 && entries.length < mostEntries) {
    const found = readBatch(fields, owners);
    if (!found) {
      cut = true;
      break;
    }
    entries.push(...found);
  }
  cut ||= fields.rest.length > 0;
  return { kind: 'folder', path, entries: entries.slice(0, mostEntries), cut, live: true };
}

function readBatch(fields: Fields, owners: Owners): FileEntry[] | undefined {
  const stats = fields.next()?.toString('latin1').split('\n');
  const kinds = fields.next()?.toString('latin1');
  if (!stats || kinds === undefined) return undefined;
  const names: Buffer[] = [];
  for (;;) {
    const name = fields.next();
    if (!name) return undefined;
    if (name.length === 0) break;
    names.push(name);
  }
  const lines = fields.next();
  if (!lines) return undefined;
  // `printf` prints nothing once where there is nothing to print.
  if (kinds === '') return [];
  if (stats.length !== names.length || kinds.length !== names.length) return undefined;
  const links = names.filter((_, at) => kinds[at] !== '-');
  const targets = readTargets(lines, links);
  return names.flatMap((name, at) => {
    const facts = readFacts(stats[at] ?? '', owners);
    if (!facts) return [];
    const target = targets.get(name);
    return {
      ...facts,
      name: textOfBytes(name.subarray(2)),
      ...(target !== undefined && { target }),
      ...(kinds[at] === 'd' && { toFolder: true as const }),
    };
  });
}

/**
 * Where links lead, by what they are quoted as: `'./a' -> 'b'`. Quotes and line ends in names are written by each `stat` in a
 * way of its own: of such links it is not told.
 */
function readTargets(told: Buffer, links: readonly Buffer[]): ReadonlyMap<Buffer, string> {
  const lines = textOfBytes(told).replace(/\n$/, '').split('\n');
  if (lines.length !== links.length) return new Map();
  return new Map(
    links.flatMap((link, at): [Buffer, string][] => {
      const line = lines[at] ?? '';
      const begin = `'${textOfBytes(link)}' -> '`;
      const target = line.slice(begin.length, -1);
      return line.startsWith(begin) && line.endsWith("'") && !target.includes("'") ? [[link, target]] : [];
    }),
  );
}

const kinds: Readonly<Record<number, FileKind>> = {
  1: 'pipe',
  2: 'character-device',
  4: 'folder',
  6: 'block-device',
  8: 'file',
  10: 'link',
  12: 'socket',
};

/** What the container calls users and groups, by their numbers. */
interface Owners {
  readonly users: ReadonlyMap<number, string>;
  readonly groups: ReadonlyMap<number, string>;
}

function readOwners(fields: Fields): Owners {
  return { users: readNames(fields.next()), groups: readNames(fields.next()) };
}

/** `name:x:number:…` in lines; of two of one number the first counts, as to the system. */
function readNames(field: Buffer | undefined): ReadonlyMap<number, string> {
  const names = new Map<number, string>();
  for (const line of field?.toString().split('\n') ?? []) {
    const [name = '', , number = ''] = line.split(':', 3);
    if (!/^\d{1,10}$/.test(number) || !/^\S{1,64}$/.test(name) || names.has(Number(number))) continue;
    names.set(Number(number), name);
  }
  return names;
}

function readFacts(line: string, { users, groups }: Owners): FileFacts | undefined {
  const match = /^([0-9a-f]{1,8}) (\d{1,10}) (\d{1,10}) (\d{1,16}) (-?\d{1,12})$/.exec(line);
  if (!match) return undefined;
  const [, hex = '', uid, gid, size, seconds] = match;
  const type = Number.parseInt(hex, 16);
  const user = users.get(Number(uid));
  const group = groups.get(Number(gid));
  return {
    kind: kinds[type >> 12] ?? 'unknown',
    mode: type & 0o7777,
    uid: Number(uid),
    gid: Number(gid),
    size: Number(size),
    mtime: Number(seconds) * 1000,
    ...(user !== undefined && { user }),
    ...(group !== undefined && { group }),
  };
}

/** A path as programs print it, with a line end. */
function pathOf(field: Buffer | undefined): string | undefined {
  const path = field && textOfBytes(field).replace(/\n$/, '');
  return path?.startsWith('/') ? path.replace(/^\/\/+/, '/') : undefined;
}

/** What is between NULs. */
export class Fields {
  #bytes: Buffer;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get rest(): Buffer {
    return this.#bytes;
  }

  /** Undefined where no NUL follows. */
  next(): Buffer | undefined {
    const end = this.#bytes.indexOf(0);
    if (end < 0) return undefined;
    const field = this.#bytes.subarray(0, end);
    this.#bytes = this.#bytes.subarray(end + 1);
    return field;
  }
}
