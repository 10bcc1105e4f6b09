import { compareStamps, type LogBlock, lineCount, stampAt, wordsPerLine } from '../../../engine/ports/log-block.ts';
import { type LevelTally, sumOfTallies, tallyOf } from '../rows/level-counts.ts';
import { joinRows, linesWithin, type SpoolRows } from '../rows/rows.ts';
import type { Stamps } from '../rows/sequence.ts';
import { Segment } from './segment.ts';
import type { SegmentCache } from './segment-cache.ts';

/** Text that one `read` returns at most: 500 rows of 1 MiB are no window. */
const mostRead = 64 * 1024 * 1024;

/** The segments of one log, oldest first, without a gap; never none, and the last one takes rows. */
export class SegmentList {
  /** Where the rows are that are not in memory. */
  readonly folder: string;
  readonly #cache: SegmentCache;
  #segments: Segment[];
  /** Of all but the last. */
  #sealedBytes: number;

  constructor(folder: string, cache: SegmentCache, segments: Segment[]) {
    this.folder = folder;
    this.#cache = cache;
    this.#segments = segments;
    this.#sealedBytes = segments.reduce((sum, { sealed, size }) => sum + (sealed ? size : 0), 0);
  }

  get all(): readonly Segment[] {
    return this.#segments;
  }

  get first(): number {
    return this.#segments[0]?.base ?? 0;
  }

  get active(): Segment {
    const active = this.#segments.at(-1);
    if (!active) throw new Error('A log always has a segment that takes rows.');
    return active;
  }

  get end(): number {
    return this.active.end;
  }

  /** Rows that are no marks. */
  get lines(): number {
    return this.#segments.reduce((sum, { rows, marks, damaged }) => sum + (damaged ? 0 : rows - marks), 0);
  }

  /** Its lines by their levels; undefined while some are not counted. */
  get levels(): LevelTally | undefined {
    return sumOfTallies(this.#segments.filter(({ damaged }) => !damaged).map(({ levels }) => levels));
  }

  /**
   * Counts the levels of lines that were stored when they were not counted yet; true if there were any. Rejects if the
   * system cannot read.
   */
  async countLevels(signal: AbortSignal): Promise<boolean> {
    const uncounted = this.#segments.filter(({ levels, damaged }) => !levels && !damaged);
    // The newest first: they stay longest.
    for (const segment of uncounted.toReversed()) {
      if (signal.aborted) break;
      const index = await this.#loadIndex(segment);
      this.#cache.forget(segment);
      if (!segment.damaged) segment.levels = tallyOf(index);
    }
    return uncounted.length > 0;
  }

  /** Bytes of text and index. */
  get bytes(): number {
    return this.#sealedBytes + this.active.size;
  }

  /** Those of them that are in memory because they are nowhere else. */
  get heldBytes(): number {
    return this.#segments.reduce((sum, segment) => sum + (segment.held ? segment.size : 0), 0);
  }

  /** Seals the last segment and begins another. */
  seal(): Segment {
    const { active } = this;
    active.sealed = true;
    this.#sealedBytes += active.size;
    const next = new Segment(active.end, active.lastFlags);
    this.#segments.push(next);
    return next;
  }

  /** Takes the oldest segments out, all of them sealed. */
  drop(count: number): Segment[] {
    const dropped = this.#segments.splice(0, count);
    for (const segment of dropped) {
      segment.dropped = true;
      this.#sealedBytes -= segment.size;
      this.#cache.forget(segment);
    }
    return dropped;
  }

  /** See `Spool.read`. */
  async read(from: number, to: number): Promise<SpoolRows> {
    const parts: SpoolRows[] = [];
    let size = 0;
    for (let row = Math.max(this.first, from); row < to && row < this.end && size < mostRead; ) {
      const segment = this.of(row);
      const block = await this.#load(segment);
      if (segment.dropped) {
        // Gone meanwhile, and with it what was before.
        parts.length = 0;
        row = Math.max(this.first, from);
        continue;
      }
      const stop = Math.min(to - segment.base, lineCount(block));
      const part = linesWithin(block, row - segment.base, stop, mostRead - size);
      parts.push({ ...part, from: row });
      row += lineCount(part);
      size += part.text.length;
    }
    return joinRows(parts, Math.min(Math.max(from, this.first), this.end));
  }

  /** See `Sequence.stamps`. */
  stamps(from: number, to: number): Promise<Stamps> {
    const start = Math.max(from, this.first);
    const count = Math.max(0, Math.min(to, this.end) - start);
    return this.stampsOf(Float64Array.from({ length: count }, (_, at) => start + at));
  }

  /** When those of the rows were written, in ascending order, that are still there. */
  async stampsOf(wanted: Float64Array): Promise<Stamps> {
    const rows = new Float64Array(wanted.length);
    const seconds = new Uint32Array(wanted.length);
    const nanos = new Uint32Array(wanted.length);
    let count = 0;
    let at = 0;
    while (at < wanted.length && (wanted[at] ?? 0) < this.end) {
      const segment = this.of(wanted[at] ?? 0);
      const index = await this.#loadIndex(segment);
      const stop = segment.base + index.length / wordsPerLine;
      for (; at < wanted.length; at++) {
        const row = wanted[at] ?? 0;
        if (row >= stop) break;
        if (row < segment.base || segment.dropped) continue;
        const word = (row - segment.base) * wordsPerLine;
        rows[count] = row;
        seconds[count] = index[word + 1] ?? 0;
        nanos[count] = index[word + 2] ?? 0;
        count++;
      }
    }
    return { rows: rows.subarray(0, count), seconds: seconds.subarray(0, count), nanos: nanos.subarray(0, count) };
  }

  /** See `Spool.seekTime`. */
  async seekTime(seconds: number, nanos: number): Promise<number> {
    const wanted = { seconds, nanos };
    const segment = this.#segments.find(({ rows, peak }) => rows > 0 && compareStamps(peak, wanted) >= 0);
    if (!segment) return this.end;
    const index = await this.#loadIndex(segment);
    for (let row = 0; row < index.length / wordsPerLine; row++) {
      if (compareStamps(stampAt({ index }, row), wanted) >= 0) return Math.max(this.first, segment.base + row);
    }
    // Its index turned out to be damaged.
    return Math.max(this.first, segment.base);
  }

  /** Forgets what is in memory of rows on disk. */
  forget(): void {
    for (const segment of this.#segments) this.#cache.forget(segment);
  }

  /** The segment with the row; the oldest if the row is gone. */
  of(row: number): Segment {
    let low = 0;
    let high = this.#segments.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#segments[middle]?.base ?? 0) <= row) low = middle;
      else high = middle - 1;
    }
    return this.#segments[low] ?? this.active;
  }

  async #load(segment: Segment): Promise<LogBlock> {
    return segment.held ?? (await this.#unlessDropped(segment, () => this.#cache.block(this.folder, segment)));
  }

  async #loadIndex(segment: Segment): Promise<Uint32Array> {
    if (segment.held) return segment.held.index;
    return this.#unlessDropped(segment, () => this.#cache.index(this.folder, segment));
  }

  /** Does not keep what was read of a segment that was dropped meanwhile. */
  async #unlessDropped<T>(segment: Segment, load: () => Promise<T>): Promise<T> {
    const loaded = await load();
    if (segment.dropped) this.#cache.forget(segment);
    return loaded;
  }
}
