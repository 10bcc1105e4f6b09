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

/** How `stat` is asked, by GNU and by busybox: type and permissions in hex, owner, group, size, seconds, and their names. */
const format = '%f %u %g %s %Y %U %G';

/**
 * Of some hundred entries: a line each, then for each whether it is a link (`l`), and one to a folder (`d`), then the names,
 * each ended by a NUL, which is no part of any, then where the links lead as `stat` quotes that. What went away meanwhile is
 * left out.
 */
const batch = `
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
for name; do shift; [ -L "$name" ] && set -- "$@" "$name"; done
[ $# -gt 0 ] && stat -c "%N" "$@" 2>/dev/null
printf "\\0"`;

/**
 * Says what a path is. Of a folder: where it is without links, and its entries. Of anything else: what it is, where, and its
 * beginning, if it is a plain file.
 */
const script = `
${unquoted('path', '$1')}
if [ -d "$path" ]; then
  cd -P "$path" || exit 1
  printf 'folder\\0'; pwd -P; printf '\\0'
  find . -mindepth 1 -maxdepth 1 -print0 | xargs -0 -n 500 sh -c '${batch}' files || exit 1
elif [ -e "$path" ]; then
  facts=$(stat -L -c "${format}" "$path") || exit 1
  printf 'file\\0%s\\0' "$facts"
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
  const facts = readFacts(fields.next()?.toString() ?? '');
  const path = pathOf(fields.next());
  if (!facts || path === undefined) return undefined;
  return { kind: 'file', path, file: facts, data: new Uint8Array(fields.rest), live: true };
}

/** What a folder's script printed; undefined where that is nothing of the kind, as without `find`. */
export function readFolder(fields: Fields, whole: boolean): Looked | undefined {
  const path = pathOf(fields.next());
  if (path === undefined || (!whole && fields.rest.length === 0)) return undefined;
  const entries: FileEntry[] = [];
  let cut = !whole;
  while (fields.rest.length > 0 && entries.length < mostEntries) {
    const found = readBatch(fields);
    if (!found) {
      cut = true;
      break;
    }
    entries.push(...found);
  }
  cut ||= fields.rest.length > 0;
  return { kind: 'folder', path, entries: entries.slice(0, mostEntries), cut, live: true };
}

function readBatch(fields: Fields): FileEntry[] | undefined {
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
    const facts = readFacts(stats[at] ?? '');
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

function readFacts(line: string): FileFacts | undefined {
  const match = /^([0-9a-f]{1,8}) (\d{1,10}) (\d{1,10}) (\d{1,16}) (-?\d{1,12})(?: (\S{1,64}) (\S{1,64}))?/.exec(line);
  if (!match) return undefined;
  const [, hex = '', uid, gid, size, seconds, user = 'UNKNOWN', group = 'UNKNOWN'] = match;
  const type = Number.parseInt(hex, 16);
  return {
    kind: kinds[type >> 12] ?? 'unknown',
    mode: type & 0o7777,
    uid: Number(uid),
    gid: Number(gid),
    size: Number(size),
    mtime: Number(seconds) * 1000,
    ...(user !== 'UNKNOWN' && { user }),
    ...(group !== 'UNKNOWN' && { group }),
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
