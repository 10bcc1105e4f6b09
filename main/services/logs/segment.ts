import { crc32 } from 'node:zlib';
import { type LogBlock, wordsPerLine } from '../../engine/log-block.ts';

/** Bytes of text after which a segment is full; a line may exceed it by its own length. */
const fullBytes = 2 * 1024 * 1024;
/** The same for a log in memory, which loses its oldest segment when it has no room. */
const fullInMemory = 256 * 1024;

export interface SegmentStamp {
  readonly seconds: number;
  readonly nanos: number;
}

/** What is known of a segment without its bytes. */
export interface SegmentFacts {
  readonly rows: number;
  /** Of the text. */
  readonly bytes: number;
  readonly first: SegmentStamp;
  /** The latest stamp of all its rows: clocks may go backwards. */
  readonly latest: SegmentStamp;
  readonly crcText: number;
  readonly crcIndex: number;
}

/**
 * A part of a log: rows as text and index, in memory as long as they are not on disk. The text grows at its end only,
 * so what was written once stays.
 */
export class Segment {
  /** Names its files; unique within its log. */
  readonly file: number;
  /** Number of its first row; settled anew when a damaged segment before it is left out. */
  start: number;
  /** Bytes of text and rows that are in the files. */
  savedBytes = 0;
  savedRows = 0;
  #facts: SegmentFacts | undefined;
  #text: Buffer;
  #index: Uint32Array;
  #bytes = 0;
  #rows = 0;
  #first: SegmentStamp = none;
  #latest: SegmentStamp = none;
  readonly #full: number;

  constructor(file: number, start: number, inMemory: boolean) {
    this.file = file;
    this.start = start;
    this.#full = inMemory ? fullInMemory : fullBytes;
    this.#text = Buffer.allocUnsafe(16 * 1024);
    this.#index = new Uint32Array(256 * wordsPerLine);
  }

  /** A segment of which all is in its files. */
  static sealed(file: number, start: number, facts: SegmentFacts): Segment {
    const segment = new Segment(file, start, false);
    segment.#settle(facts);
    return segment;
  }

  /** A segment that goes on from what its files hold. */
  static resumed(file: number, start: number, block: LogBlock): Segment {
    const segment = new Segment(file, start, false);
    segment.add(block);
    segment.savedBytes = segment.bytes;
    segment.savedRows = segment.rows;
    return segment;
  }

  get rows(): number {
    return this.#facts?.rows ?? this.#rows;
  }

  get end(): number {
    return this.start + this.rows;
  }

  get bytes(): number {
    return this.#facts?.bytes ?? this.#bytes;
  }

  /** Bytes that it takes, its index included. */
  get size(): number {
    return this.bytes + this.rows * wordsPerLine * 4;
  }

  get first(): SegmentStamp {
    return this.#facts?.first ?? this.#first;
  }

  get latest(): SegmentStamp {
    return this.#facts?.latest ?? this.#latest;
  }

  get isFull(): boolean {
    return this.bytes >= this.#full;
  }

  /** Facts of a segment whose bytes are on disk only. */
  get facts(): SegmentFacts | undefined {
    return this.#facts;
  }

  get unsavedBytes(): number {
    return this.#facts ? 0 : this.#bytes - this.savedBytes;
  }

  /** Its bytes while they are in memory; a view that is valid until the next `add`. */
  get block(): LogBlock | undefined {
    if (this.#facts) return undefined;
    return { text: this.#text.subarray(0, this.#bytes), index: this.#index.subarray(0, this.#rows * wordsPerLine) };
  }

  add({ text, index }: LogBlock): void {
    this.#reserve(text.length, index.length);
    text.copy(this.#text, this.#bytes);
    const at = this.#rows * wordsPerLine;
    this.#index.set(index, at);
    for (let word = at; word < at + index.length; word += wordsPerLine) {
      this.#index[word] = (this.#index[word] ?? 0) + this.#bytes;
      this.#note(this.#index[word + 1] ?? 0, this.#index[word + 2] ?? 0);
    }
    this.#bytes += text.length;
    this.#rows += index.length / wordsPerLine;
  }

  /** No more comes and all is in the files: gives up its bytes. Returns them for a cache. */
  seal(): LogBlock {
    const block = this.block;
    if (!block) throw new Error('The segment is sealed already.');
    this.#settle({
      rows: this.#rows,
      bytes: this.#bytes,
      first: this.#first,
      latest: this.#latest,
      crcText: crc32(block.text),
      crcIndex: crc32(indexBytes(block.index)),
    });
    return block;
  }

  #settle(facts: SegmentFacts): void {
    this.#facts = facts;
    this.savedBytes = facts.bytes;
    this.savedRows = facts.rows;
    this.#text = Buffer.alloc(0);
    this.#index = new Uint32Array(0);
  }

  #note(seconds: number, nanos: number): void {
    if (seconds === 0) return;
    if (this.#first.seconds === 0) this.#first = { seconds, nanos };
    const { latest } = this;
    if (seconds > latest.seconds || (seconds === latest.seconds && nanos > latest.nanos)) {
      this.#latest = { seconds, nanos };
    }
  }

  #reserve(bytes: number, words: number): void {
    if (this.#bytes + bytes > this.#text.length) {
      const larger = Buffer.allocUnsafe(Math.max(this.#bytes + bytes, this.#text.length * 2));
      this.#text.copy(larger, 0, 0, this.#bytes);
      this.#text = larger;
    }
    const used = this.#rows * wordsPerLine;
    if (used + words > this.#index.length) {
      const longer = new Uint32Array(Math.max(used + words, this.#index.length * 2));
      longer.set(this.#index.subarray(0, used));
      this.#index = longer;
    }
  }
}

const none: SegmentStamp = { seconds: 0, nanos: 0 };

/** The index as the bytes of its file (little endian, as all machines are that Gantry runs on). */
export function indexBytes(index: Uint32Array): Buffer {
  return Buffer.from(index.buffer, index.byteOffset, index.byteLength);
}

/**
 * The rows of two files as far as they agree: every row begins where the one before ended, behind a LF. `whole` is
 * false when something had to be left out.
 */
export function soundRows(text: Buffer, words: Uint32Array): { readonly block: LogBlock; readonly whole: boolean } {
  const rows = Math.floor(words.length / wordsPerLine);
  let sound = 0;
  let end = 0;
  while (sound < rows && words[sound * wordsPerLine] === end) {
    const next = sound + 1 < rows ? (words[(sound + 1) * wordsPerLine] ?? 0) : text.indexOf(0x0a, end) + 1;
    if (next <= end || next > text.length || text[next - 1] !== 0x0a) break;
    end = next;
    sound += 1;
  }
  const block = { text: text.subarray(0, end), index: words.subarray(0, sound * wordsPerLine) };
  return { block, whole: sound === rows && end === text.length };
}
