import { problem } from '../../../../app/rpc/problem.ts';
import { textOfBytes } from '../../../base/byte-text.ts';
import type { ArchiveMember, ArchivePart } from '../../ports/files.ts';

const block = 512;
/** Bytes of what stands before a header: names of 4 KiB and attributes of 64. */
const mostBefore = 1024 * 1024;

const kinds: Readonly<Record<string, ArchiveMember['kind']>> = {
  '\0': 'file',
  '0': 'file',
  '1': 'hard-link',
  '2': 'link',
  '3': 'character-device',
  '4': 'block-device',
  '5': 'folder',
  '6': 'pipe',
  '7': 'file',
};

/** What extended records say of the member after them. */
interface Extended {
  path?: string;
  linkpath?: string;
  size?: number;
  uid?: number;
  gid?: number;
  mtime?: number;
}

/**
 * Reads a tar that comes in chunks: POSIX ustar and pax, and GNU's long names and numbers (`tar(5)` of libarchive tells
 * all of them). Names stay the bytes that they are.
 */
export class TarReader {
  #held: Buffer = Buffer.alloc(0);
  /** Bytes of content that are still to come, and of what fills the last block. */
  #content = 0;
  #padding = 0;
  /** A record that is being collected. */
  #record: { readonly type: string; readonly size: number } | undefined;
  #extended: Extended = {};
  #ended = false;

  /** What is in the next bytes. @throws ProblemError where they are no tar */
  push(chunk: Buffer): ArchivePart[] {
    const parts: ArchivePart[] = [];
    let bytes = this.#held.length > 0 ? Buffer.concat([this.#held, chunk]) : chunk;
    for (;;) {
      if (this.#content > 0) {
        const data = bytes.subarray(0, this.#content);
        if (data.length > 0) parts.push(data);
        this.#content -= data.length;
        bytes = bytes.subarray(data.length);
        if (this.#content > 0) break;
      }
      if (this.#padding > 0) {
        const skipped = Math.min(this.#padding, bytes.length);
        this.#padding -= skipped;
        bytes = bytes.subarray(skipped);
        if (this.#padding > 0) break;
      }
      const taken = this.#ended ? 0 : this.#next(bytes, parts);
      if (taken === 0) break;
      bytes = bytes.subarray(taken);
    }
    this.#held = this.#ended ? Buffer.alloc(0) : bytes;
    return parts;
  }

  /** @throws ProblemError unless the archive came to its end */
  check(): void {
    if (!this.#ended) throw problem('internal', 'archive-unfinished');
  }

  /** Takes a record or a header; how many bytes that was, 0 where more are needed. */
  #next(bytes: Buffer, parts: ArchivePart[]): number {
    if (this.#record) {
      const { type, size } = this.#record;
      if (bytes.length < size) return 0;
      this.#take(type, bytes.subarray(0, size));
      this.#record = undefined;
      this.#padding = fill(size);
      return size;
    }
    if (bytes.length < block) return 0;
    const header = bytes.subarray(0, block);
    if (header[0] === 0 && header.every((byte) => byte === 0)) {
      this.#ended = true;
      return block;
    }
    if (!isHeader(header)) throw problem('internal', 'archive-unfinished');
    const type = String.fromCharCode(header[156] ?? 0);
    const size = number(header, 124, 12);
    if ('xgLK'.includes(type)) {
      if (size > mostBefore) throw problem('internal', 'archive-unfinished');
      this.#record = { type, size };
      return block;
    }
    const member = memberOf(header, type, this.#extended);
    this.#extended = {};
    parts.push(member);
    this.#content = member.size;
    this.#padding = fill(member.size);
    return block;
  }

  #take(type: string, record: Buffer): void {
    const text = () => textOfBytes(cString(record, 0, record.length));
    if (type === 'L') this.#extended.path = text();
    else if (type === 'K') this.#extended.linkpath = text();
    else if (type === 'x') readPax(record, this.#extended);
  }
}

function fill(size: number): number {
  return (block - (size % block)) % block;
}

function memberOf(header: Buffer, type: string, extended: Extended): ArchiveMember {
  const kind = kinds[type] ?? 'unknown';
  const size = extended.size ?? number(header, 124, 12);
  if (!Number.isSafeInteger(size) || size < 0) throw problem('internal', 'archive-unfinished');
  return {
    name: (extended.path ?? nameOf(header)).replace(/\/+$/, ''),
    kind,
    mode: number(header, 100, 8) & 0o7777,
    uid: extended.uid ?? number(header, 108, 8),
    gid: extended.gid ?? number(header, 116, 8),
    // Of a hard link some archives tell the size of what it is one to.
    size: kind === 'file' || kind === 'unknown' ? size : 0,
    mtime: (extended.mtime ?? number(header, 136, 12)) * 1000,
    target: extended.linkpath ?? textOfBytes(cString(header, 157, 100)),
  };
}

function nameOf(header: Buffer): string {
  const name = cString(header, 0, 100);
  // GNU's own format has times where POSIX has the beginning of long names.
  const prefix = header.toString('latin1', 257, 263) === 'ustar\0' ? cString(header, 345, 155) : Buffer.alloc(0);
  return textOfBytes(prefix.length > 0 ? Buffer.concat([prefix, Buffer.from('/'), name]) : name);
}

function cString(bytes: Buffer, at: number, length: number): Buffer {
  const field = bytes.subarray(at, at + length);
  const end = field.indexOf(0);
  return end < 0 ? field : field.subarray(0, end);
}

/** Octal digits, or what does not fit into them as a number of base 256 after a set bit. */
function number(header: Buffer, at: number, length: number): number {
  if (((header[at] ?? 0) & 0x80) === 0) return Number.parseInt(header.toString('latin1', at, at + length), 8) || 0;
  let value = (header[at] ?? 0) & 0x7f;
  for (let next = at + 1; next < at + length; next += 1) value = value * 256 + (header[next] ?? 0);
  return value;
}

function isHeader(header: Buffer): boolean {
  let sum = 8 * 0x20;
  for (let at = 0; at < block; at += 1) if (at < 148 || at >= 156) sum += header[at] ?? 0;
  return number(header, 148, 8) === sum;
}

/** `LENGTH KEY=VALUE\n`, one after the other. What is no such record ends them. */
function readPax(bytes: Buffer, extended: Extended): void {
  for (let at = 0; at < bytes.length; ) {
    const space = bytes.indexOf(0x20, at);
    const length = space < 0 ? 0 : Number(bytes.toString('latin1', at, Math.min(space, at + 10)));
    if (!Number.isInteger(length) || length < 5 || at + length > bytes.length) return;
    const equals = bytes.indexOf(0x3d, space);
    if (equals < 0 || equals >= at + length) return;
    const value = bytes.subarray(equals + 1, at + length - 1);
    set(extended, bytes.toString('latin1', space + 1, equals), value);
    at += length;
  }
}

function set(extended: Extended, key: string, value: Buffer): void {
  if (key === 'path' || key === 'linkpath') extended[key] = textOfBytes(value);
  else if (key === 'size' || key === 'uid' || key === 'gid' || key === 'mtime') {
    const figure = Number(value.toString('latin1'));
    if (Number.isFinite(figure)) extended[key] = figure;
  }
}
