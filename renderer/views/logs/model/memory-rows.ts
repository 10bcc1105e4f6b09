import type { LogRow } from '../../../../app/logs.ts';
import type { Stop } from '../../../../app/rpc/operation.ts';
import { stripAnsi } from '../../../../app/text/ansi.ts';
import type { RowSource, SourceChange, Span } from './row-source.ts';

/** Rows kept: twice what the host keeps of a task's output. */
const mostRows = 10_000;

/** Rows that are all in memory, of something that prints little; bounded. */
export class MemoryRows implements RowSource {
  readonly whole = true;
  readonly #listeners = new Set<(change: SourceChange) => void>();
  #rows: LogRow[] = [];
  #first = 0;

  get first(): number {
    return this.#first;
  }

  get end(): number {
    return this.#first + this.#rows.length;
  }

  /** Adds rows after the last; they get the next numbers. */
  add(rows: readonly Omit<LogRow, 'n' | 'source'>[]): void {
    for (const row of rows) this.#rows.push({ ...row, n: this.end, source: 0 });
    // Cut in large steps, so that the array is not moved for every row.
    if (this.#rows.length > mostRows * 1.25) {
      this.#first += this.#rows.length - mostRows;
      this.#rows = this.#rows.slice(-mostRows);
    }
    this.#tell({ kind: 'rows' });
  }

  /** Starts afresh. */
  reset(): void {
    this.#rows = [];
    this.#first = 0;
    this.#tell({ kind: 'lost', by: 'number' });
  }

  row(position: number): LogRow | undefined {
    return this.#rows[position - this.#first];
  }

  want(): void {
    // All of them are here.
  }

  load(position: number): Promise<LogRow | undefined> {
    return Promise.resolve(this.row(position));
  }

  locate(row: LogRow): Promise<number | undefined> {
    return Promise.resolve(Math.max(this.first, Math.min(row.n, this.end)));
  }

  text({ from, to }: Span, plain: boolean): Promise<string> {
    const rows = this.#rows.slice(Math.max(0, from - this.#first), Math.max(0, to - this.#first));
    const lines = rows.flatMap(({ mark, text }) => (mark ? [] : [plain ? stripAnsi(text) : text]));
    return Promise.resolve(lines.join('\n'));
  }

  onChange(listener: (change: SourceChange) => void): Stop {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #tell(change: SourceChange): void {
    for (const listener of this.#listeners) listener(change);
  }
}
