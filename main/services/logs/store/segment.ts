import {
  compareStamps,
  type LogBlock,
  noStamp,
  type Stamp,
  stampAt,
  wordsPerLine,
} from '../../../engine/ports/log-block.ts';
import { ownFlags, RowFlag } from '../rows/flags.ts';
import { emptyTally, type LevelTally, readTally, tallyLine } from '../rows/level-counts.ts';

/** Text of one segment at most: read, checked and searched in a few milliseconds, and a small step for the bounds. */
export const segmentBytes = 2 * 1024 * 1024;
/** Rows of one segment at most, so that a log of empty lines has an index of 1 MiB per segment and not of 32. */
export const segmentRows = 65_536;
/** Bytes of the index for each row. */
export const indexBytes = wordsPerLine * 4;

/**
 * Says what a line is: level and trace bits of `RowFlag`, given the flags of the row before it. Called once for every
 * line that is appended.
 */
export type Classify = (bytes: Buffer, from: number, to: number, previousFlags: number) => number;

/** What is remembered of a segment when its rows are not in memory. Its text and index are in files named by `base`. */
export interface SegmentFacts {
  /** Number of its first row. */
  readonly base: number;
  readonly rows: number;
  /** How many of the rows are marks. */
  readonly marks: number;
  /** How many of the others have each level, by `levelSlot`; files of before do not tell. */
  readonly levels?: readonly number[] | undefined;
  /** Bytes of text, line ends included. */
  readonly bytes: number;
  readonly first: Stamp;
  readonly last: Stamp;
  /** The latest stamp of any row: clocks are set back. */
  readonly peak: Stamp;
  /** CRC-32 of the files. */
  readonly textCrc: number;
  readonly indexCrc: number;
  /** When its last row was appended, ms since the epoch by this machine's clock. */
  readonly written: number;
  /** Its rows are lost: each stands there as a mark. */
  readonly damaged?: boolean | undefined;
}

/** Up to 65,536 consecutive rows of a log: filled in memory, then sealed, then on disk only. */
export class Segment {
  readonly base: number;
  rows = 0;
  marks = 0;
  /** Its lines by their levels; undefined where they were not counted yet. */
  levels: LevelTally | undefined = emptyTally();
  bytes = 0;
  first: Stamp = noStamp;
  last: Stamp = noStamp;
  peak: Stamp = noStamp;
  written = 0;
  textCrc = 0;
  indexCrc = 0;
  /** Takes no more rows. */
  sealed = false;
  damaged = false;
  /** Not part of the log any more. */
  dropped = false;
  /** What of it is in its files. */
  savedRows = 0;
  savedBytes = 0;
  /** Flags of its last row; of the row before it while it is empty. */
  lastFlags: number;
  #text: Buffer | undefined;
  #index: Uint32Array | undefined;

  constructor(base: number, previousFlags = 0) {
    this.base = base;
    this.lastFlags = previousFlags;
  }

  /** A sealed segment that is on disk only. */
  static sealed(facts: SegmentFacts): Segment {
    const segment = new Segment(facts.base);
    const levels = readTally(facts.levels, facts.rows - facts.marks);
    Object.assign(segment, facts, { damaged: facts.damaged === true, levels });
    segment.sealed = true;
    segment.savedRows = facts.rows;
    segment.savedBytes = facts.bytes;
    return segment;
  }

  /** One that goes on where its files end. The CRCs are those of `block`. */
  static resumed(facts: SegmentFacts, block: LogBlock): Segment {
    const segment = Segment.sealed(facts);
    segment.sealed = false;
    segment.#text = block.text;
    segment.#index = block.index;
    segment.lastFlags = block.index.at(-1) ?? 0;
    return segment;
  }

  /** Number of the row after its last one. */
  get end(): number {
    return this.base + this.rows;
  }

  /** Bytes of text and index. */
  get size(): number {
    return this.bytes + this.rows * indexBytes;
  }

  get unsaved(): number {
    return this.bytes - this.savedBytes + (this.rows - this.savedRows) * indexBytes;
  }

  /** Its rows, as long as they are in memory; views that stay right when rows are added. */
  get held(): LogBlock | undefined {
    if (!this.#text || !this.#index) return undefined;
    return { text: this.#text.subarray(0, this.bytes), index: this.#index.subarray(0, this.rows * wordsPerLine) };
  }

  /** Forgets the rows in memory. */
  release(): void {
    this.#text = undefined;
    this.#index = undefined;
  }

  /** What is true of the part that is in the files. */
  facts(): SegmentFacts {
    const {
      base,
      savedRows: rows,
      marks,
      savedBytes: bytes,
      first,
      last,
      peak,
      textCrc,
      indexCrc,
      written,
      damaged,
    } = this;
    const known = { base, rows, marks, bytes, first, last, peak, textCrc, indexCrc, written };
    // Those that are not in the files yet are counted among the others.
    const levels = this.levels && rows === this.rows ? { levels: [...this.levels] } : {};
    return { ...known, ...levels, ...(damaged ? { damaged } : {}) };
  }

  /** Adds the lines of a block from line `from` on, as many as there is room for; returns how many those were. */
  fill({ text, index }: LogBlock, from: number, classify: Classify): number {
    const lines = index.length / wordsPerLine;
    const start = index[from * wordsPerLine] ?? 0;
    let to = from;
    let stop = start;
    while (to < lines && this.rows + to - from < segmentRows) {
      const next = to + 1 < lines ? (index[(to + 1) * wordsPerLine] ?? 0) : text.length;
      if (this.bytes + next - start > segmentBytes) break;
      stop = next;
      to++;
    }
    if (to === from) return 0;
    const own = this.#reserve(stop - start, to - from);
    text.copy(own.text, this.bytes, start, stop);
    const shift = this.bytes - start;
    let word = this.rows * wordsPerLine;
    let flags = this.lastFlags;
    const { levels } = this;
    let { seconds: peakSeconds, nanos: peakNanos } = this.peak;
    for (let at = from * wordsPerLine; at < to * wordsPerLine; at += wordsPerLine, word += wordsPerLine) {
      const offset = index[at] ?? 0;
      const next = at + wordsPerLine < index.length ? (index[at + wordsPerLine] ?? 0) : text.length;
      const seconds = index[at + 1] ?? 0;
      const nanos = index[at + 2] ?? 0;
      flags = ((index[at + 3] ?? 0) & ~ownFlags) | (classify(text, offset, next - 1, flags) & ownFlags & ~RowFlag.mark);
      own.index[word] = offset + shift;
      own.index[word + 1] = seconds;
      own.index[word + 2] = nanos;
      own.index[word + 3] = flags;
      if (levels) tallyLine(levels, flags);
      if (seconds > peakSeconds || (seconds === peakSeconds && nanos > peakNanos)) {
        peakSeconds = seconds;
        peakNanos = nanos;
      }
    }
    this.#grown(to - from, stop - start, flags, { seconds: peakSeconds, nanos: peakNanos });
    return to - from;
  }

  /** Adds a row that is a mark; false if there is no room. */
  mark(json: Buffer, stamp: Stamp): boolean {
    const size = json.length + 1;
    if (this.rows === segmentRows || this.bytes + size > segmentBytes) return false;
    const own = this.#reserve(size, 1);
    json.copy(own.text, this.bytes);
    own.text[this.bytes + json.length] = 0x0a;
    own.index.set([this.bytes, stamp.seconds, stamp.nanos, RowFlag.mark], this.rows * wordsPerLine);
    const peak = compareStamps(stamp, this.peak) > 0 ? stamp : this.peak;
    this.marks += 1;
    this.#grown(1, size, RowFlag.mark, peak);
    return true;
  }

  #grown(rows: number, bytes: number, flags: number, peak: Stamp): void {
    const index = this.#index ?? new Uint32Array();
    this.rows += rows;
    this.bytes += bytes;
    this.lastFlags = flags;
    this.peak = peak;
    this.first = stampAt({ index }, 0);
    this.last = stampAt({ index }, this.rows - 1);
    this.written = Date.now();
  }

  #reserve(bytes: number, rows: number): { text: Buffer; index: Uint32Array } {
    let text = this.#text ?? Buffer.allocUnsafeSlow(Math.min(segmentBytes, Math.max(bytes, 16 * 1024)));
    if (this.bytes + bytes > text.length) {
      const larger = Buffer.allocUnsafeSlow(Math.min(segmentBytes, Math.max(this.bytes + bytes, text.length * 2)));
      text.copy(larger, 0, 0, this.bytes);
      text = larger;
    }
    let index = this.#index ?? new Uint32Array(Math.min(segmentRows, Math.max(rows, 128)) * wordsPerLine);
    const words = (this.rows + rows) * wordsPerLine;
    if (words > index.length) {
      const longer = new Uint32Array(Math.min(segmentRows * wordsPerLine, Math.max(words, index.length * 2)));
      longer.set(index.subarray(0, this.rows * wordsPerLine));
      index = longer;
    }
    this.#text = text;
    this.#index = index;
    return { text, index };
  }
}

const damagedMark = Buffer.from('{"kind":"damaged"}\n');

/** What stands in place of rows that are lost: a mark for each, so that all other rows keep their numbers. */
export function damagedRows({ rows, first }: SegmentFacts | Segment): LogBlock {
  const index = new Uint32Array(rows * wordsPerLine);
  for (let row = 0; row < rows; row++) {
    index.set([row * damagedMark.length, first.seconds, first.nanos, RowFlag.mark], row * wordsPerLine);
  }
  return { text: Buffer.alloc(rows * damagedMark.length, damagedMark), index };
}
