import { bytesOfText } from '../../base/byte-text.ts';

/** What a tar says of one file. Names are texts as of `main/base/byte-text.ts`. */
export interface TarEntry {
  /** With slashes; a folder's ends with one. */
  readonly name: string;
  readonly type: 'file' | 'hard-link' | 'symlink' | 'folder' | 'pipe' | 'character-device' | 'block-device';
  /** Permission bits. */
  readonly mode: number;
  /** ms since the epoch. */
  readonly mtime: number;
  /** Of the content that follows, in bytes. */
  readonly size: number;
  /** Of a link; of a hard link the name of an entry before it. */
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
  'hard-link': '1',
  symlink: '2',
  'character-device': '3',
  'block-device': '4',
  folder: '5',
  pipe: '6',
};

/** The end of a tar. */
export const tarEnd = Buffer.alloc(2 * block);

/**
 * The header of an entry. A name that the old format has no room for goes before it in GNU's way, and a size in bytes instead of
 * digits: busybox, too, reads that, and pax records it does not.
 */
export function tarHeader(entry: TarEntry): Buffer {
  const name = bytesOfText(entry.name);
  const target = bytesOfText(entry.target ?? '');
  const own = rawHeader({ ...entry, name, target, flag: flags[entry.type] });
  return Buffer.concat([...longName('L', name), ...longName('K', target), own]);
}

/** What follows content of a size, in bytes, up to the next block. */
export function tarPadding(size: number): Buffer {
  return Buffer.alloc((block - (size % block)) % block);
}

/** GNU's entry for a name that is too long: of type `L`, or of a link's target `K`. It ends in a NUL. */
function longName(flag: 'L' | 'K', name: Buffer): readonly Buffer[] {
  if (name.length <= longestName) return [];
  const size = name.length + 1;
  const head = rawHeader({ name: Buffer.from('././@LongLink'), mode: 0o644, mtime: 0, size, flag });
  return [head, name, Buffer.alloc(1), tarPadding(size)];
}

/** What is too large for the old format's field is root's: the field would be cut. */
function owned(id = 0): number {
  return id <= largestId ? id : 0;
}

interface RawEntry extends Omit<TarEntry, 'type' | 'name' | 'target'> {
  readonly name: Buffer;
  readonly target?: Buffer;
  readonly flag: string;
}

function rawHeader(entry: RawEntry): Buffer {
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
  entry.name.copy(header, 0, 0, longestName);
  octal(100, 8, entry.mode & 0o7777);
  octal(108, 8, owned(entry.owner?.uid));
  octal(116, 8, owned(entry.owner?.gid));
  if (entry.size <= largestSize) octal(124, 12, entry.size);
  else {
    header[124] = 0x80;
    header.writeBigUInt64BE(BigInt(entry.size), 128);
  }
  octal(136, 12, Math.min(entry.mtime / 1000, largestSize));
  header.write('        ', 148, 'latin1');
  header.write(entry.flag, 156, 'latin1');
  entry.target?.copy(header, 157, 0, longestName);
  header.write('ustar\u000000', 257, 'latin1');
  octal(329, 8, entry.major ?? 0);
  octal(337, 8, entry.minor ?? 0);
  let sum = 0;
  for (const byte of header) sum += byte;
  header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return header;
}
