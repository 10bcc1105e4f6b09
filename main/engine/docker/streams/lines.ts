import type { LogSource } from '../../../../app/logs.ts';
import { type BlockBuilder, LineFlag } from '../../ports/log-block.ts';
import { maxStamp, StampReader } from './stamp.ts';

/**
 * Longest line kept whole. A longer one comes in pieces of at most this many bytes, cut between characters, each an
 * line of its own with the line's time: a program that never ends its line must not fill the memory.
 */
export const maxLine = 1024 * 1024;
/** Docker cuts a longer message into parts of this many bytes, each with its own timestamp before it. */
const partSize = 16 * 1024;
const lf = 0x0a;
const cr = 0x0d;
const space = 0x20;

/**
 * Bytes of one stream, each message with the engine's timestamp before it, → whole lines. `framed`: the timestamp
 * comes where a frame starts, and frames that end without a line end are joined. Otherwise (a TTY) it comes where a
 * line starts, and again inside a line after every 16 KiB. The bytes stay as they are; whoever shows them decodes them.
 */
export class LineReader {
  readonly #flags: number;
  readonly #out: BlockBuilder;
  readonly #framed: boolean;
  readonly #stamps = new StampReader();
  readonly #stamp = Buffer.alloc(maxStamp + 1);
  /** Grows to `maxLine` at most, and only for lines that one read did not hold. */
  #line = Buffer.alloc(1024);
  #stampSize = 0;
  #size = 0;
  #seconds = 0;
  #nanos = 0;
  /** A piece of this line was passed on already. */
  #continued = false;
  /** The next bytes may be a timestamp. */
  #stamping: boolean;
  /** A line has begun, so a timestamp is only that of a further part. */
  #open = false;
  /** TTY: bytes until the next part may start. */
  #part = partSize;

  /** Whole lines go to `out`. */
  constructor(source: LogSource, framed: boolean, out: BlockBuilder) {
    this.#flags = source === 'stderr' ? LineFlag.stderr : 0;
    this.#out = out;
    this.#framed = framed;
    this.#stamping = !framed;
  }

  startFrame(): void {
    this.#stamping = true;
    if (!this.#open) this.#untimed();
  }

  /** The frame is complete: what was kept back as a possible timestamp is text. */
  endFrame(): void {
    if (this.#stamping) this.#settleStamp();
  }

  push(bytes: Buffer, from = 0, to = bytes.length): void {
    let at = from;
    while (at < to) at = this.#stamping ? this.#takeStamp(bytes, at, to) : this.#takeText(bytes, at, to);
  }

  /** The stream is complete: a last line without a line end counts. */
  end(): void {
    if (this.#stamping) this.#settleStamp();
    if (this.#size > 0) this.#finish();
  }

  #takeStamp(bytes: Buffer, from: number, to: number): number {
    // Docker's fixed form, whole in this chunk: nearly every line of nearly every log.
    const size = this.#stampSize === 0 ? this.#stamps.readDocker(bytes, from, to) : 0;
    if (size > 0) {
      this.#stamped();
      return from + size;
    }
    let at = from;
    while (at < to) {
      const byte = bytes.readUInt8(at);
      if (byte === lf || this.#stampSize > maxStamp) {
        this.#settleStamp();
        return at;
      }
      this.#stampSize = this.#stamp.writeUInt8(byte, this.#stampSize);
      at += 1;
      if (byte === space) {
        this.#settleStamp();
        return at;
      }
    }
    return at;
  }

  #settleStamp(): void {
    const size = this.#stampSize;
    this.#stamping = false;
    this.#stampSize = 0;
    const complete = size > 1 && this.#stamp[size - 1] === space;
    if (complete && this.#stamps.read(this.#stamp.toString('latin1', 0, size - 1))) {
      this.#stamped();
      return;
    }
    // No part starts here, so none does later in this line either.
    if (this.#open) this.#part = Number.POSITIVE_INFINITY;
    if (size === 0) return;
    this.#append(this.#stamp, 0, size);
    this.#open = true;
  }

  #stamped(): void {
    if (!this.#open) {
      this.#seconds = this.#stamps.seconds;
      this.#nanos = this.#stamps.nanos;
    }
    this.#part = partSize;
    this.#stamping = false;
    this.#open = true;
  }

  #takeText(bytes: Buffer, at: number, to: number): number {
    const next = bytes.indexOf(lf, at);
    const found = next < to ? next : -1;
    const lineEnd = found < 0 ? to : found;
    const end = this.#framed ? lineEnd : Math.min(lineEnd, at + this.#part);
    if (end === found && this.#size === 0 && end - at <= maxLine) {
      this.#emit(bytes, at, trimCr(bytes, at, end));
      this.#nextLine();
      return found + 1;
    }
    this.#append(bytes, at, end);
    if (end === found) {
      this.#finish();
      return found + 1;
    }
    this.#open = true;
    if (!this.#framed) {
      this.#part -= end - at;
      this.#stamping = this.#part === 0;
    }
    return end;
  }

  #append(bytes: Buffer, from: number, to: number): void {
    let at = from;
    while (at < to) {
      if (this.#size === maxLine) this.#emitPiece();
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
  #emitPiece(): void {
    const cut = characterCut(this.#line, this.#size);
    this.#emit(this.#line, 0, cut);
    this.#continued = true;
    this.#line.copyWithin(0, cut, this.#size);
    this.#size -= cut;
  }

  #finish(): void {
    this.#emit(this.#line, 0, trimCr(this.#line, 0, this.#size));
    this.#size = 0;
    // A rare long line must not hold a megabyte for the rest of the stream.
    if (this.#line.length > 64 * 1024) this.#line = Buffer.alloc(1024);
    this.#nextLine();
  }

  #nextLine(): void {
    this.#open = false;
    this.#continued = false;
    this.#part = partSize;
    this.#stamping = !this.#framed;
    // Further lines of one frame have no timestamp of their own and belong to its time.
    if (!this.#framed) this.#untimed();
  }

  #untimed(): void {
    this.#seconds = 0;
    this.#nanos = 0;
  }

  #emit(bytes: Buffer, from: number, to: number): void {
    const flags = this.#continued ? this.#flags | LineFlag.continued : this.#flags;
    this.#out.add(bytes, from, to, this.#seconds, this.#nanos, flags);
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
