import type { LogBatch, LogLine, LogMark } from '../../../app/logs.ts';

export type LogRow = LogLine | LogMark;

/** Rows the page keeps: a few screens of scrolling back; what is older is counted, not kept. */
export const keptRows = 10_000;

/** The rows of one followed log, bounded. */
export class LogBuffer {
  #rows: LogRow[] = [];
  #lines = 0;
  #dropped = 0;

  get rows(): readonly LogRow[] {
    return this.#rows;
  }

  /** Lines read since the view opened (marks not counted). */
  get lines(): number {
    return this.#lines;
  }

  /** Rows that had to go. */
  get dropped(): number {
    return this.#dropped;
  }

  add({ lines, mark }: LogBatch): void {
    for (const line of lines) this.#rows.push(line);
    if (mark) this.#rows.push(mark);
    this.#lines += lines.length;
    // Cut in large steps, so that a tailing log does not move the array for every batch.
    if (this.#rows.length <= keptRows * 1.25) return;
    this.#dropped += this.#rows.length - keptRows;
    this.#rows = this.#rows.slice(-keptRows);
  }

  /** Takes the rows away; the count goes on. */
  clear(): void {
    this.#dropped += this.#rows.length;
    this.#rows = [];
  }

  /** Starts afresh. */
  reset(): void {
    this.clear();
    this.#lines = 0;
    this.#dropped = 0;
  }
}

export function isMark(row: LogRow): row is LogMark {
  return 'kind' in row;
}
