/** Told the payload of a body as it comes: `bytes[from…to)` is only good during the call. */
export type BodySink = (bytes: Buffer, from: number, to: number) => void;

/** Hex digits of a chunk's size: 2^48 bytes are more than any body has. */
const mostDigits = 12;
/** Bytes of chunk extensions and trailers that are read over. */
const mostExtra = 16 * 1024;

const cr = 0x0d;
const lf = 0x0a;

const semicolon = 0x3b;
const quote = 0x22;
const backslash = 0x5c;

type State =
  | 'size'
  | 'extension'
  | 'quoted'
  | 'escaped'
  | 'size-end'
  | 'data'
  | 'data-cr'
  | 'data-end'
  | 'trailer'
  | 'trailer-end'
  | 'done';

/**
 * A body in chunks (RFC 9112 7.1) as a byte state machine: it may be cut anywhere. Throws at what is not one, as strictly
 * as Node's own parser: a line ends with CR and LF, and only `;` goes before an extension, which has a name.
 */
export class ChunkedBody {
  readonly #sink: BodySink;
  #state: State = 'size';
  #left = 0;
  #digits = 0;
  #extra = 0;
  /** Bytes of the extension, or of the trailer's line, so far. */
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
        if (this.#left === 0) this.#state = 'data-cr';
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
      case 'quoted':
      case 'escaped':
        return this.#extension(byte);
      case 'size-end':
        this.#expect(byte, lf, this.#left === 0 ? 'trailer' : 'data');
        this.#digits = 0;
        this.#line = 0;
        return;
      case 'data-cr':
        return this.#expect(byte, cr, 'data-end');
      case 'data-end':
        return this.#expect(byte, lf, 'size');
      case 'trailer':
        return this.#trailer(byte);
      case 'trailer-end':
        this.#expect(byte, lf, this.#line === 0 ? 'done' : 'trailer');
        this.#line = 0;
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
    if (byte === semicolon) this.#state = 'extension';
    else this.#expect(byte, cr, 'size-end');
  }

  #extension(byte: number): void {
    this.#readOver();
    if (this.#state === 'escaped') this.#state = 'quoted';
    else if (this.#state === 'quoted' && byte === backslash) this.#state = 'escaped';
    else if (byte === quote) this.#state = this.#state === 'quoted' ? 'extension' : 'quoted';
    else if (byte === cr && this.#state === 'extension' && this.#line > 0) this.#state = 'size-end';
    if (this.#state === 'size-end') return;
    if (isControl(byte)) throw new Error('A chunk has an extension that is none.');
    this.#line += 1;
  }

  #trailer(byte: number): void {
    this.#readOver();
    if (byte === cr) this.#state = 'trailer-end';
    else if (isControl(byte)) throw new Error('What follows the last chunk is no header.');
    else this.#line += 1;
  }

  #expect(byte: number, wanted: number, next: State): void {
    if (byte !== wanted) throw new Error('A chunk does not end where it should.');
    this.#state = next;
  }

  #readOver(): void {
    this.#extra += 1;
    if (this.#extra > mostExtra) throw new Error('There is too much between the chunks.');
  }
}

/** All but tabs. */
function isControl(byte: number): boolean {
  return (byte < 0x20 && byte !== 0x09) || byte === 0x7f;
}

function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const lower = byte | 0x20;
  return lower >= 0x61 && lower <= 0x66 ? lower - 0x61 + 10 : -1;
}
