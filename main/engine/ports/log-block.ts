/**
 * Log lines by column: what travels from an engine to the spool, so that a million lines never are a million objects.
 * The index has four words for each line: offset of its first byte in `text`, seconds since the epoch, nanoseconds,
 * flags. A line ends one byte before the next one begins (there is a LF), the last one a byte before `text` does.
 */
export interface LogBlock {
  /** The lines' bytes as the container wrote them, each followed by one LF that is not part of it. */
  readonly text: Buffer;
  readonly index: Uint32Array;
}

/** Words of the index for each line. */
export const wordsPerLine = 4;

/** What the fourth word says; the rest of its bits are the service's own. */
export const LineFlag = {
  stderr: 1,
  /** Goes on the line before it, which was too long to be kept whole. */
  continued: 2,
} as const;

export function lineCount({ index }: LogBlock): number {
  return index.length / wordsPerLine;
}

/** The bytes of one line, without its LF; a view into the block. */
export function lineBytes({ text, index }: LogBlock, line: number): Buffer {
  const from = index[line * wordsPerLine] ?? 0;
  const next = index[(line + 1) * wordsPerLine] ?? text.length;
  return text.subarray(from, next - 1);
}

/** When a line was printed: seconds since the epoch, and nanoseconds; both 0 when the engine gave no time. */
export interface Stamp {
  readonly seconds: number;
  readonly nanos: number;
}

/** Where no line is, and where an engine gave no time. */
export const noStamp: Stamp = { seconds: 0, nanos: 0 };

export function stampAt({ index }: Pick<LogBlock, 'index'>, line: number): Stamp {
  return { seconds: index[line * wordsPerLine + 1] ?? 0, nanos: index[line * wordsPerLine + 2] ?? 0 };
}

/** Below 0 when the first is earlier. */
export function compareStamps(a: Stamp, b: Stamp): number {
  return a.seconds - b.seconds || a.nanos - b.nanos;
}

/** Of the last line; 0 and 0 when there is none. */
export function lastStamp(block: LogBlock): Stamp {
  return stampAt(block, lineCount(block) - 1);
}

/** Whether an engine writes times to the second only, as Podman does: too many lines then share one to be told apart by it. */
export function hasWholeSeconds({ index }: LogBlock): boolean {
  for (let word = 2; word < index.length; word += wordsPerLine) if (index[word] !== 0) return false;
  return index.length > 0;
}

/** RFC 3339 with nine digits, UTC; '' when the engine gave no time (both words 0). */
export function lineTime({ index }: LogBlock, line: number): string {
  return formatStamp(index[line * wordsPerLine + 1] ?? 0, index[line * wordsPerLine + 2] ?? 0);
}

/** Seconds since the epoch and nanoseconds as RFC 3339 with nine digits, UTC; '' for 0 and 0. */
export function formatStamp(seconds: number, nanos: number): string {
  if (seconds === 0 && nanos === 0) return '';
  return `${new Date(seconds * 1000).toISOString().slice(0, 19)}.${String(nanos).padStart(9, '0')}Z`;
}

/** Some lines of a block as a block of their own. The text is a view, the index a copy. */
export function sliceLines(block: LogBlock, from: number, to = lineCount(block)): LogBlock {
  if (from === 0 && to === lineCount(block)) return block;
  const start = block.index[from * wordsPerLine] ?? block.text.length;
  const end = block.index[to * wordsPerLine] ?? block.text.length;
  const index = block.index.slice(from * wordsPerLine, to * wordsPerLine);
  for (let word = 0; word < index.length; word += wordsPerLine) index[word] = (index[word] ?? 0) - start;
  return { text: block.text.subarray(start, end), index };
}

/** Several blocks as one. */
export function joinLines(blocks: readonly LogBlock[]): LogBlock {
  const [only] = blocks;
  if (only && blocks.length === 1) return only;
  const index = new Uint32Array(blocks.reduce((sum, { index }) => sum + index.length, 0));
  let at = 0;
  let bytes = 0;
  for (const block of blocks) {
    index.set(block.index, at);
    for (let word = at; word < at + block.index.length; word += wordsPerLine) index[word] = (index[word] ?? 0) + bytes;
    at += block.index.length;
    bytes += block.text.length;
  }
  return { text: Buffer.concat(blocks.map(({ text }) => text)), index };
}

/** Gathers lines into a block. */
export class BlockBuilder {
  #text: Buffer;
  #index: Uint32Array;
  #size = 0;
  #lines = 0;

  constructor(bytes = 64 * 1024, lines = 512) {
    this.#text = Buffer.allocUnsafe(bytes);
    this.#index = new Uint32Array(lines * wordsPerLine);
  }

  get lines(): number {
    return this.#lines;
  }

  /** Bytes gathered, line ends included. */
  get size(): number {
    return this.#size;
  }

  /** Adds the line `bytes[from…to)`. */
  add(bytes: Uint8Array, from: number, to: number, seconds: number, nanos: number, flags: number): void {
    this.#reserve(to - from + 1);
    const word = this.#lines * wordsPerLine;
    this.#index[word] = this.#size;
    this.#index[word + 1] = seconds;
    this.#index[word + 2] = nanos;
    this.#index[word + 3] = flags;
    this.#text.set(from === 0 && to === bytes.length ? bytes : bytes.subarray(from, to), this.#size);
    this.#size += to - from;
    this.#text[this.#size] = 0x0a;
    this.#size += 1;
    this.#lines += 1;
  }

  /** What was gathered, or undefined if nothing was; begins afresh. */
  take(): LogBlock | undefined {
    if (this.#lines === 0) return undefined;
    const block = {
      text: this.#text.subarray(0, this.#size),
      index: this.#index.subarray(0, this.#lines * wordsPerLine),
    };
    this.#text = Buffer.allocUnsafe(Math.max(64 * 1024, Math.min(this.#text.length, 1024 * 1024)));
    this.#index = new Uint32Array(512 * wordsPerLine);
    this.#size = 0;
    this.#lines = 0;
    return block;
  }

  #reserve(bytes: number): void {
    if (this.#size + bytes > this.#text.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#size + bytes, this.#text.length * 2));
      this.#text.copy(larger, 0, 0, this.#size);
      this.#text = larger;
    }
    if ((this.#lines + 1) * wordsPerLine > this.#index.length) {
      const longer = new Uint32Array(this.#index.length * 2);
      longer.set(this.#index);
      this.#index = longer;
    }
  }
}
