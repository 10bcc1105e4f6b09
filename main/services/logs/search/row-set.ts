const chunkRows = 65_536;
const chunkWords = chunkRows / 32;

interface Chunk {
  readonly words: Uint32Array;
  count: number;
}

/** A set of row numbers, a bit each: ten million rows, however many of them are in it, take 1.25 MB. */
export class RowSet {
  /** Those from the chunk with the first row on; one without rows takes no memory. */
  readonly #chunks: (Chunk | undefined)[] = [];
  #first: number;
  #firstChunk: number;
  /** Rows before each chunk; made again after a change. */
  #before: Float64Array | undefined;
  #count = 0;

  /** Rows before `first` are never in it. */
  constructor(first: number) {
    this.#first = first;
    this.#firstChunk = Math.floor(first / chunkRows);
  }

  get count(): number {
    return this.#count;
  }

  has(row: number): boolean {
    const bit = row % chunkRows;
    return (((this.#chunk(row)?.words[bit >>> 5] ?? 0) >>> (bit & 31)) & 1) === 1;
  }

  /** Adds the rows from … to. */
  add(from: number, to: number = from + 1): void {
    for (let row = Math.max(from, this.#first); row < to; row++) {
      const at = Math.floor(row / chunkRows) - this.#firstChunk;
      let chunk = this.#chunks[at];
      if (!chunk) {
        chunk = { words: new Uint32Array(chunkWords), count: 0 };
        while (this.#chunks.length < at) this.#chunks.push(undefined);
        this.#chunks[at] = chunk;
      }
      const bit = row % chunkRows;
      const word = chunk.words[bit >>> 5] ?? 0;
      const mask = 1 << (bit & 31);
      if (word & mask) continue;
      chunk.words[bit >>> 5] = word | mask;
      chunk.count++;
      this.#count++;
      this.#before = undefined;
    }
  }

  /** Takes out all rows before `row`, for good. */
  removeBefore(row: number): void {
    if (row <= this.#first) return;
    const gone = Math.floor(row / chunkRows) - this.#firstChunk;
    this.#first = row;
    for (const chunk of this.#chunks.splice(0, gone)) this.#count -= chunk?.count ?? 0;
    this.#firstChunk += gone;
    this.#before = undefined;
    const chunk = this.#chunks[0];
    if (!chunk) return;
    const bit = row % chunkRows;
    const left = chunk.count - countBits(chunk.words, bit);
    this.#count -= chunk.count - left;
    chunk.count = left;
    chunk.words.fill(0, 0, bit >>> 5);
    chunk.words[bit >>> 5] = (chunk.words[bit >>> 5] ?? 0) & (-1 << (bit & 31));
  }

  /** How many rows of the set are before `row`. */
  rank(row: number): number {
    const at = Math.floor(row / chunkRows) - this.#firstChunk;
    if (at < 0) return 0;
    if (at >= this.#chunks.length) return this.#count;
    const chunk = this.#chunks[at];
    return (this.#sums()[at] ?? 0) + (chunk ? countBits(chunk.words, row % chunkRows) : 0);
  }

  /** The row of which `rank` is `position`; undefined if there are no more than that. */
  select(position: number): number | undefined {
    if (position < 0 || position >= this.#count) return undefined;
    const before = this.#sums();
    let low = 0;
    let high = this.#chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((before[middle] ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    const words = this.#chunks[low]?.words ?? new Uint32Array();
    let left = position - (before[low] ?? 0);
    for (let at = 0; at < words.length; at++) {
      let word = words[at] ?? 0;
      const count = ones(word);
      if (left >= count) {
        left -= count;
        continue;
      }
      for (; left > 0; left--) word &= word - 1;
      return (this.#firstChunk + low) * chunkRows + at * 32 + lowest(word);
    }
    return undefined;
  }

  /** The first row of the set at or after `row`. */
  atOrAfter(row: number): number | undefined {
    return this.select(this.rank(row));
  }

  /** The last row of the set before `row`. */
  before(row: number): number | undefined {
    return this.select(this.rank(row) - 1);
  }

  #chunk(row: number): Chunk | undefined {
    return this.#chunks[Math.floor(row / chunkRows) - this.#firstChunk];
  }

  #sums(): Float64Array {
    if (this.#before) return this.#before;
    const before = new Float64Array(this.#chunks.length);
    let sum = 0;
    for (let at = 0; at < before.length; at++) {
      before[at] = sum;
      sum += this.#chunks[at]?.count ?? 0;
    }
    this.#before = before;
    return before;
  }
}

/** Calls back for each bit that is set, lowest first. */
export function eachBit(words: Uint32Array, call: (bit: number) => void): void {
  for (let at = 0; at < words.length; at++) {
    for (let word = words[at] ?? 0; word !== 0; word &= word - 1) call(at * 32 + lowest(word));
  }
}

/** Bits that are set among the first `bits`. */
function countBits(words: Uint32Array, bits: number): number {
  let count = 0;
  for (let at = 0; at < bits >>> 5; at++) count += ones(words[at] ?? 0);
  return count + ones((words[bits >>> 5] ?? 0) & ~(-1 << (bits & 31)));
}

/** Bits that are set in a word (Hacker's Delight, 5-1). */
function ones(word: number): number {
  const pairs = word - ((word >>> 1) & 0x5555_5555);
  const nibbles = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333);
  return Math.imul((nibbles + (nibbles >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24;
}

/** Number of the lowest bit that is set. */
function lowest(word: number): number {
  return 31 - Math.clz32(word & -word);
}
