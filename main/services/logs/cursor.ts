import { formatStamp, type LogBlock, lineCount, type Stamp, sliceLines, wordsPerLine } from '../../engine/log-block.ts';

/** The time of a log's last lines, and how many have it. */
export interface Moment extends Stamp {
  readonly count: number;
}

/**
 * Where a log stands, for reading on by time. An engine resumes inclusively, and several lines may share a nanosecond:
 * so the cursor knows how many lines with the last timestamp are kept and drops as many.
 */
export class LogCursor {
  readonly seconds: number;
  readonly nanos: number;
  /** Lines at that time still to drop. */
  #skip: number;
  #passed = false;
  #met = false;
  #missed = false;

  constructor({ seconds, nanos, count }: Moment) {
    this.seconds = seconds;
    this.nanos = nanos;
    this.#skip = count;
  }

  /** The `since` to read with. */
  get since(): string {
    return formatStamp(this.seconds, this.nanos);
  }

  /** The engine no longer had the last line that is kept: before the first fresh lines, just returned, some may be missing. */
  get missed(): boolean {
    return this.#missed;
  }

  /** What was not kept before; undefined if nothing. */
  fresh(block: LogBlock): LogBlock | undefined {
    this.#missed = false;
    if (this.#passed) return block;
    const lines = lineCount(block);
    for (let line = 0; line < lines; line += 1) {
      const order = this.#order(block, line * wordsPerLine);
      if (order < 0) continue;
      if (order === 0) this.#met = true;
      if (order === 0 && this.#skip > 0) {
        this.#skip -= 1;
        continue;
      }
      this.#passed = true;
      this.#missed = !this.#met;
      return sliceLines(block, line);
    }
    return undefined;
  }

  #order({ index }: LogBlock, word: number): number {
    return (index[word + 1] ?? 0) - this.seconds || (index[word + 2] ?? 0) - this.nanos;
  }
}
