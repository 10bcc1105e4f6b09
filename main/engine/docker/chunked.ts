/** Told the payload of a body as it comes: `bytes[from…to)` is only good during the call. */
export type BodySink = (bytes: Buffer, from: number, to: number) => void;

/** Hex digits of a chunk's size: 2^48 bytes are more than any body has. */
const mostDigits = 12;
/** Bytes of chunk extensions and trailers that are read over. */
const mostExtra = 16 * 1024;

const cr = 0x0d;
const lf = 0x0a;

type State = 'size' | 'extension' | 'data' | 'after-data' | 'trailer' | 'done';

/** A body in chunks (RFC 9112 7.1) as a byte state machine: it may be cut anywhere. Throws at what is not one. */
export class ChunkedBody {
  readonly #sink: BodySink;
  #state: State = 'size';
  #left = 0;
  #digits = 0;
  #extra = 0;
  /** Bytes of the trailer's line so far. */
  #line = 0;

  constructor(sink: BodySink) {
    this.#sink = sink;
  }

  /** The last chunk was there. */
  get done(): boolean {
    return this.#state === 'done';
  }

  push(bytes: Buffer, from: number, to: number): void {
    let at = from;
    while (at < to) {
      if (this.#state === 'data') {
        const end = Math.min(to, at + this.#left);
        this.#sink(bytes, at, end);
        this.#left -= end - at;
        at = end;
        if (this.#left === 0) this.#state = 'after-data';
      } else {
        this.#control(bytes[at] ?? 0);
        at += 1;
      }
    }
  }

  #control(byte: number): void {
    switch (this.#state) {
      case 'size':
        return this.#size(byte);
      case 'extension':
        if (byte === lf) this.#begin();
        else this.#readOver();
        return;
      case 'after-data':
        if (byte === lf) this.#state = 'size';
        else if (byte !== cr) throw new Error('A chunk is longer than it says.');
        return;
      case 'trailer':
        if (byte === lf && this.#line === 0) this.#state = 'done';
        else if (byte === lf) this.#line = 0;
        else if (byte !== cr) this.#line += 1;
        this.#readOver();
        return;
      default:
        // Bytes behind the end are nobody's.
        return;
    }
  }

  #size(byte: number): void {
    const digit = hexDigit(byte);
    if (digit >= 0) {
      this.#left = this.#left * 16 + digit;
      this.#digits += 1;
      if (this.#digits > mostDigits) throw new Error('A chunk has no sensible size.');
      return;
    }
    if (this.#digits === 0) throw new Error('A chunk has no size.');
    if (byte === lf) this.#begin();
    else this.#state = 'extension';
  }

  #begin(): void {
    this.#state = this.#left === 0 ? 'trailer' : 'data';
    this.#digits = 0;
    this.#line = 0;
  }

  #readOver(): void {
    this.#extra += 1;
    if (this.#extra > mostExtra && this.#state !== 'done') throw new Error('There is too much between the chunks.');
  }
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1;
}
