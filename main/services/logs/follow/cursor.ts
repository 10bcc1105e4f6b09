import {
  compareStamps,
  formatStamp,
  type LogBlock,
  lineCount,
  noStamp,
  type Stamp,
  sliceLines,
  wordsPerLine,
} from '../../../engine/ports/log-block.ts';

/** The time of a log's last lines, and how many have it. */
export interface Moment extends Stamp {
  readonly count: number;
  /** That of the line before them; undefined where that is not kept. */
  readonly before?: Stamp | undefined;
}

/**
 * Where a log stands, for reading on by time. An engine resumes inclusively, and several lines may share a nanosecond:
 * so the cursor knows how many lines with the last timestamp are kept and drops as many.
 */
export class LogCursor {
  readonly seconds: number;
  readonly nanos: number;
  readonly #from: Stamp;
  /** Lines at that time still to drop. */
  #skip: number;
  #passed = false;
  #met = false;
  #missed = false;

  constructor({ before = noStamp, ...last }: Moment) {
    this.seconds = last.seconds;
    this.nanos = last.nanos;
    this.#from = before.seconds > 0 && compareStamps(before, last) < 0 ? before : last;
    this.#skip = last.count;
  }

  /**
   * The `since` to read with: the line before the last ones. Podman goes by the time of each part of a line: from the last
   * ones' own, the rest of that line would come first, as a line of their time.
   */
  get since(): string {
    return formatStamp(this.#from.seconds, this.#from.nanos);
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
