/** What a tar says of one file. */
export interface TarEntry {
  /** With slashes; a folder's ends with one. */
  readonly name: string;
  readonly type: 'file' | 'symlink' | 'folder' | 'pipe' | 'character-device' | 'block-device';
  /** Permission bits. */
  readonly mode: number;
  /** ms since the epoch. */
  readonly mtime: number;
  /** Of the content that follows, in bytes. */
  readonly size: number;
  /** Of a link. */
  readonly target?: string;
  /** Root, if nobody is named. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  readonly major?: number;
  readonly minor?: number;
}

const block = 512;
/** What a field of the old format holds, in bytes. */
const longestName = 100;
const largestId = 8 ** 7 - 1;
const largestSize = 8 * 1024 ** 3 - 1;

const flags: Readonly<Record<TarEntry['type'], string>> = {
  file: '0',
  symlink: '2',
  'character-device': '3',
  'block-device': '4',
  folder: '5',
  pipe: '6',
};

/** The end of a tar. */
export const tarEnd = Buffer.alloc(2 * block);

/** The header of an entry; what the old format cannot say goes before it as a pax record. */
export function tarHeader(entry: TarEntry): Buffer {
  const { name, target = '', size } = entry;
  const records = [
    ...(fits(name) ? [] : [paxRecord('path', name)]),
    ...(fits(target) ? [] : [paxRecord('linkpath', target)]),
    ...(size <= largestSize ? [] : [paxRecord('size', String(size))]),
  ];
  const own = rawHeader({ ...entry, flag: flags[entry.type] });
  if (records.length === 0) return own;
  const pax = Buffer.concat(records);
  const head = rawHeader({ name: 'pax', mode: 0o644, mtime: 0, size: pax.length, flag: 'x' });
  return Buffer.concat([head, pax, tarPadding(pax.length), own]);
}

/** What follows content of a size, in bytes, up to the next block. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((block - (size % block)) % block);
}

function fits(text: string): boolean {
  // Longer in bytes than in characters means that it is not ASCII, which the old format says nothing about.
  return text.length <= longestName && Buffer.byteLength(text) === text.length;
}

/** `LENGTH KEY=VALUE\n`, where the length counts its own digits. */
function paxRecord(key: string, value: string): Buffer {
  const rest = Buffer.from(` ${key}=${value}\n`);
  let length = rest.length + 1;
  while (String(length).length + rest.length !== length) length += 1;
  return Buffer.concat([Buffer.from(String(length)), rest]);
}

/** What is too large for the old format's field is root's: the field would be cut. */
function owned(id = 0): number {
  return id <= largestId ? id : 0;
}

function rawHeader(entry: Omit<TarEntry, 'type'> & { readonly flag: string }): Buffer {
  const header = Buffer.alloc(block);
  const octal = (at: number, width: number, value: number): void => {
    header.write(
      `${Math.max(0, Math.floor(value))
        .toString(8)
        .padStart(width - 1, '0')}\0`,
      at,
      'latin1',
    );
  };
  header.write(entry.name, 0, longestName);
  octal(100, 8, entry.mode & 0o7777);
  octal(108, 8, owned(entry.owner?.uid));
  octal(116, 8, owned(entry.owner?.gid));
  octal(124, 12, entry.size > largestSize ? 0 : entry.size);
  octal(136, 12, Math.min(entry.mtime / 1000, largestSize));
  header.write('        ', 148, 'latin1');
  header.write(entry.flag, 156, 'latin1');
  header.write(entry.target ?? '', 157, longestName);
  header.write('ustar\u000000', 257, 'latin1');
  octal(329, 8, entry.major ?? 0);
  octal(337, 8, entry.minor ?? 0);
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}
