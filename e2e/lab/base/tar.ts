/** One entry of an archive; a directory has neither content nor target. */
export interface TarEntry {
  readonly path: string;
  readonly mode: number;
  readonly content?: Uint8Array;
  /** Makes the entry a symbolic link to this path. */
  readonly target?: string;
}

const BLOCK = 512;

/**
 * Writes a ustar archive (POSIX.1-1988) with owner root and time zero, so that equal input gives equal bytes.
 * Throws a RangeError for a path or link target over 100 bytes, which ustar cannot hold in its plain fields.
 */
export function tar(entries: readonly TarEntry[]): Buffer {
  const parts: Uint8Array[] = [];
  for (const entry of entries) {
    const content = entry.content ?? new Uint8Array(0);
    parts.push(header(entry, content.length), content);
    const rest = content.length % BLOCK;
    if (rest > 0) parts.push(new Uint8Array(BLOCK - rest));
  }
  parts.push(new Uint8Array(2 * BLOCK)); // two empty blocks end an archive
  return Buffer.concat(parts);
}

function header(entry: TarEntry, size: number): Buffer {
  const block = Buffer.alloc(BLOCK);
  text(block, 0, entry.path);
  octal(block, 100, 8, entry.mode);
  octal(block, 108, 8, 0);
  octal(block, 116, 8, 0);
  octal(block, 124, 12, size);
  octal(block, 136, 12, 0);
  block.fill(0x20, 148, 156); // the checksum counts its own field as spaces
  block.write(kind(entry), 156, 'latin1');
  text(block, 157, entry.target ?? '');
  block.write('ustar\u000000', 257, 'latin1');
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(`${sum.toString(8).padStart(6, '0')}\u0000 `, 148, 'latin1');
  return block;
}

function kind(entry: TarEntry): string {
  if (entry.target !== undefined) return '2';
  return entry.content === undefined ? '5' : '0';
}

function text(block: Buffer, offset: number, value: string): void {
  if (Buffer.byteLength(value) > 100) throw new RangeError(`Too long for ustar: ${value}`);
  block.write(value, offset);
}

function octal(block: Buffer, offset: number, width: number, value: number): void {
  block.write(value.toString(8).padStart(width - 1, '0'), offset, 'latin1');
}
