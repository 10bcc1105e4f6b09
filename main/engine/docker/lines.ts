import type { LogSource } from '../../../app/logs.ts';
import type { LogEntry } from '../ports/containers.ts';
import { maxStamp, readStamp } from './stamp.ts';

/**
 * Longest line kept whole. A longer one comes in pieces of at most this many bytes, cut between characters, each an
 * entry of its own with the line's time: a program that never ends its line must not fill the memory.
 */
export const maxLine = 1024 * 1024;
/** Docker cuts a longer message into parts of this many bytes, each with its own timestamp before it. */
const partSize = 16 * 1024;
/** Length of Docker's timestamps: always nine digits, always `Z`. */
const dockerStamp = 30;
const lf = 0x0a;
const cr = 0x0d;
const space = 0x20;

/**
 * Bytes of one stream, each message with the engine's timestamp before it, → whole lines. `framed`: the timestamp
 * comes where a frame starts, and frames that end without a line end are joined. Otherwise (a TTY) it comes where a
 * line starts, and again inside a line after every 16 KiB. Bytes are decoded a line at a time, so a character that was
 * cut by the transport is whole again; what is not UTF-8 becomes U+FFFD.
 */
export class LineReader {
  readonly #source: LogSource;
  readonly #framed: boolean;
  readonly #stamp = Buffer.alloc(maxStamp + 1);
  /** Grows to `maxLine` at most, and only for lines that one read did not hold. */
  #line = Buffer.alloc(1024);
  #stampSize = 0;
  #size = 0;
  #time = '';
  /** The next bytes may be a timestamp. */
  #stamping: boolean;
  /** A line has begun, so a timestamp is only that of a further part. */
  #open = false;
  /** TTY: bytes until the next part may start. */
  #part = partSize;

  constructor(source: LogSource, framed: boolean) {
    this.#source = source;
    this.#framed = framed;
    this.#stamping = !framed;
  }

  startFrame(): void {
    this.#stamping = true;
    if (!this.#open) this.#time = '';
  }

  /** The frame is complete: what was kept back as a possible timestamp is text. */
  endFrame(out: LogEntry[]): void {
    if (this.#stamping) this.#settleStamp(out);
  }

  push(bytes: Buffer, out: LogEntry[]): void {
    let at = 0;
    while (at < bytes.length) at = this.#stamping ? this.#takeStamp(bytes, at, out) : this.#takeText(bytes, at, out);
  }

  /** The stream is complete: a last line without a line end counts. */
  end(out: LogEntry[]): void {
    if (this.#stamping) this.#settleStamp(out);
    if (this.#size > 0) this.#finish(out);
  }

  #takeStamp(bytes: Buffer, from: number, out: LogEntry[]): number {
    // Docker's fixed form, whole in this chunk: nearly every line of nearly every log.
    const whole = this.#stampSize === 0 && bytes[from + dockerStamp] === space;
    const time = whole ? readStamp(bytes.toString('latin1', from, from + dockerStamp)) : undefined;
    if (time !== undefined) {
      this.#stamped(time);
      return from + dockerStamp + 1;
    }
    let at = from;
    while (at < bytes.length) {
      const byte = bytes.readUInt8(at);
      if (byte === lf || this.#stampSize > maxStamp) {
        this.#settleStamp(out);
        return at;
      }
      this.#stampSize = this.#stamp.writeUInt8(byte, this.#stampSize);
      at += 1;
      if (byte === space) {
        this.#settleStamp(out);
        return at;
      }
    }
    return at;
  }

  #settleStamp(out: LogEntry[]): void {
    const size = this.#stampSize;
    this.#stamping = false;
    this.#stampSize = 0;
    const complete = size > 1 && this.#stamp[size - 1] === space;
    const time = complete ? readStamp(this.#stamp.toString('latin1', 0, size - 1)) : undefined;
    if (time !== undefined) {
      this.#stamped(time);
      return;
    }
    // No part starts here, so none does later in this line either.
    if (this.#open) this.#part = Number.POSITIVE_INFINITY;
    if (size === 0) return;
    this.#append(this.#stamp, 0, size, out);
    this.#open = true;
  }

  #stamped(time: string): void {
    if (!this.#open) this.#time = time;
    this.#part = partSize;
    this.#stamping = false;
    this.#open = true;
  }

  #takeText(bytes: Buffer, at: number, out: LogEntry[]): number {
    const found = bytes.indexOf(lf, at);
    const lineEnd = found < 0 ? bytes.length : found;
    const end = this.#framed ? lineEnd : Math.min(lineEnd, at + this.#part);
    if (end === found && this.#size === 0 && end - at <= maxLine) {
      this.#emit(bytes, at, trimCr(bytes, at, end), out);
      this.#nextLine();
      return found + 1;
    }
    this.#append(bytes, at, end, out);
    if (end === found) {
      this.#finish(out);
      return found + 1;
    }
    this.#open = true;
    if (!this.#framed) {
      this.#part -= end - at;
      this.#stamping = this.#part === 0;
    }
    return end;
  }

  #append(bytes: Buffer, from: number, to: number, out: LogEntry[]): void {
    let at = from;
    while (at < to) {
      if (this.#size === maxLine) this.#emitPiece(out);
      const end = Math.min(to, at + maxLine - this.#size);
      this.#reserve(this.#size + end - at);
      this.#size += bytes.copy(this.#line, this.#size, at, end);
      at = end;
    }
  }

  #reserve(size: number): void {
    if (size <= this.#line.length) return;
    const larger = Buffer.alloc(Math.min(maxLine, Math.max(size, this.#line.length * 2)));
    this.#line.copy(larger, 0, 0, this.#size);
    this.#line = larger;
  }

  /** The line is full: its whole characters go out, the start of a cut one stays. */
  #emitPiece(out: LogEntry[]): void {
    const cut = characterCut(this.#line, this.#size);
    this.#emit(this.#line, 0, cut, out);
    this.#line.copyWithin(0, cut, this.#size);
    this.#size -= cut;
  }

  #finish(out: LogEntry[]): void {
    this.#emit(this.#line, 0, trimCr(this.#line, 0, this.#size), out);
    this.#size = 0;
    // A rare long line must not hold a megabyte for the rest of the stream.
    if (this.#line.length > 64 * 1024) this.#line = Buffer.alloc(1024);
    this.#nextLine();
  }

  #nextLine(): void {
    this.#open = false;
    this.#part = partSize;
    this.#stamping = !this.#framed;
    // Further lines of one frame have no timestamp of their own and belong to its time.
    if (!this.#framed) this.#time = '';
  }

  #emit(bytes: Buffer, from: number, to: number, out: LogEntry[]): void {
    out.push({ time: this.#time, source: this.#source, text: bytes.toString('utf8', from, to) });
  }
}

/** A TTY ends lines with CR LF, programs for Windows too; a CR inside a line is the program's own. */
function trimCr(bytes: Buffer, from: number, to: number): number {
  let end = to;
  while (end > from && bytes[end - 1] === cr) end -= 1;
  return end;
}

/** Where to cut so that no UTF-8 character (at most 4 bytes) is cut; `size` if these bytes are not UTF-8. */
function characterCut(bytes: Buffer, size: number): number {
  for (let back = 1; back <= 3; back += 1) {
    const byte = bytes[size - back] ?? 0;
    if (byte < 0x80) return size;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? size - back : size;
  }
  return size;
}
