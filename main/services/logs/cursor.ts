import { formatStamp, type LogBlock, lineCount, sliceLines, wordsPerLine } from '../../engine/log-block.ts';

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

  /** `lines`: the last lines that are kept, all those of the last nanosecond among them. */
  constructor(lines: LogBlock) {
    const last = (lineCount(lines) - 1) * wordsPerLine;
    this.seconds = lines.index[last + 1] ?? 0;
    this.nanos = lines.index[last + 2] ?? 0;
    this.#skip = 0;
    for (let word = last; word >= 0 && this.#order(lines, word) === 0; word -= wordsPerLine) this.#skip += 1;
  }

  /** The `since` to read with. */
  get since(): string {
    return formatStamp(this.seconds, this.nanos);
  }

  /** The engine still had the last line that is kept; if not, lines may be missing. */
  get met(): boolean {
    return this.#met;
  }

  /** What was not kept before; undefined if nothing. */
  fresh(block: LogBlock): LogBlock | undefined {
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
      return sliceLines(block, line);
    }
    return undefined;
  }

  #order({ index }: LogBlock, word: number): number {
    return (index[word + 1] ?? 0) - this.seconds || (index[word + 2] ?? 0) - this.nanos;
  }
}
