import type { LogQuery } from '../../../../app/logs.ts';
import { type Problem, toProblem } from '../../../../app/rpc/problem.ts';
import { Listeners } from '../../../base/listeners.ts';
import { sliceLines } from '../../../engine/ports/log-block.ts';
import type { Sequence, Stamps } from '../rows/sequence.ts';
import type { Segment } from '../store/segment.ts';
import { segmentPaths } from '../store/segment-files.ts';
import type { SegmentList } from '../store/segment-list.ts';
import type { Spool } from '../store/spool.ts';
import { compileQuery } from './pattern.ts';
import { eachBit, RowSet } from './row-set.ts';
import type { SearchedPart } from './search-job.ts';
import { SearchFailed, type SearchRunner } from './search-runner.ts';

/** Parts that wait in the worker for each search: so that it never waits for this process, and others get their turn. */
const mostRunning = 3;
/** New rows are searched together so often, in ms. */
const newRowsPause = 100;

interface Part {
  readonly from: number;
  readonly to: number;
}

/**
 * The rows of one log that match a query, and those near them: the newest are searched first, then back to the oldest,
 * and new ones as they come. Positions count the rows that are listed now, from 0; they move while older rows are
 * searched. Marks never match.
 */
export class LogSearch implements Sequence {
  readonly first = 0;
  readonly #log: Sequence;
  readonly #segments: SegmentList;
  readonly #runner: SearchRunner;
  readonly #context: number;
  readonly #hits: RowSet;
  readonly #listed: RowSet;
  readonly #changed = new Listeners();
  readonly #unsubscribe: () => void;
  #search: number | undefined;
  #problem: Problem | undefined;
  /** Rows from here to `#high` have been searched or are being. */
  #low: number;
  #high: number;
  readonly #running = new Set<Part>();
  #caughtUp = false;
  #newRows: NodeJS.Timeout | undefined;

  constructor(log: Spool, query: LogQuery, runner: SearchRunner) {
    this.#log = log;
    this.#segments = log.segments;
    this.#runner = runner;
    this.#context = query.context;
    this.#hits = new RowSet(log.first);
    this.#listed = query.context > 0 ? new RowSet(log.first) : this.#hits;
    this.#low = log.end;
    this.#high = log.end;
    try {
      compileQuery(query);
      this.#search = runner.begin(query);
    } catch (error) {
      this.#problem = toProblem(error);
    }
    this.#unsubscribe = log.onChange(() => this.#logChanged());
    this.#goOn();
  }

  /** How many rows are listed. */
  get end(): number {
    return this.#listed.rank(this.#log.end);
  }

  get hits(): number {
    return this.#hits.count;
  }

  /** Rows that were looked at, of `total`. */
  get scanned(): number {
    let rows = this.#high - Math.max(this.#low, this.#log.first);
    for (const { from, to } of this.#running) rows -= Math.max(0, to - Math.max(from, this.#log.first));
    return Math.max(0, rows);
  }

  get total(): number {
    return this.#log.end - this.#log.first;
  }

  /** All rows that there were when it began have been looked at, or there is a problem. New rows do not change that. */
  get done(): boolean {
    return this.#caughtUp || this.#problem !== undefined;
  }

  /** Why it ended before its time: a bad pattern (`invalid-input`), one that is too slow (`timeout`). */
  get problem(): Problem | undefined {
    return this.#problem;
  }

  /** Position of the first listed row that is `row` or later; `end` if there is none. */
  rank(row: number): number {
    return Math.min(this.#listed.rank(row), this.end);
  }

  /** The row at a position. */
  select(position: number): number | undefined {
    return position < this.end ? this.#listed.select(position) : undefined;
  }

  isHit(row: number): boolean {
    return this.#hits.has(row);
  }

  /** The first match after a row. */
  next(row: number): number | undefined {
    return this.#hits.atOrAfter(row + 1);
  }

  /** The last match before a row. */
  previous(row: number): number | undefined {
    return this.#hits.before(row);
  }

  /** How many matches there are before a row. */
  hitsBefore(row: number): number {
    return this.#hits.rank(row);
  }

  stamps(from: number, to: number): Promise<Stamps> {
    const rows: number[] = [];
    for (let at = Math.max(0, from); at < Math.min(to, this.end); at++) {
      const last = rows.at(-1);
      const row = last === undefined ? this.#listed.select(at) : this.#listed.atOrAfter(last + 1);
      if (row !== undefined) rows.push(row);
    }
    return this.#segments.stampsOf(Float64Array.from(rows));
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  /** Ends it; what was found stays. */
  dispose(): void {
    this.#unsubscribe();
    clearTimeout(this.#newRows);
    if (this.#search !== undefined) this.#runner.end(this.#search);
    this.#search = undefined;
  }

  #logChanged(): void {
    const { first, end } = this.#log;
    const before = this.#listed.count;
    this.#hits.removeBefore(first);
    this.#listed.removeBefore(first);
    if (this.#listed.count !== before) this.#changed.fire();
    if (end > this.#high) {
      this.#newRows ??= setTimeout(() => {
        this.#newRows = undefined;
        this.#goOn(true);
      }, newRowsPause);
    }
  }

  /** Gives the worker what comes next: with `newRows`, those; else older ones. */
  #goOn(newRows = false): void {
    while (this.#search !== undefined && this.#running.size < mostRunning) {
      const part = newRows ? this.#takeNew() : this.#takeOld();
      if (!part) break;
      this.#running.add(part);
      void this.#run(this.#search, part);
    }
    if (newRows && this.#high < this.#log.end) this.#logChanged();
    if (this.#caughtUp || this.#running.size > 0 || this.#low > this.#log.first) return;
    this.#caughtUp = true;
    this.#changed.fire();
  }

  #takeNew(): Part | undefined {
    const from = Math.max(this.#high, this.#log.first);
    if (from >= this.#log.end) return undefined;
    const { end } = this.#segments.of(from);
    this.#high = end;
    return { from, to: end };
  }

  #takeOld(): Part | undefined {
    if (this.#low <= this.#log.first) return undefined;
    const { base } = this.#segments.of(this.#low - 1);
    const part = { from: base, to: this.#low };
    this.#low = base;
    return part;
  }

  async #run(search: number, part: Part): Promise<void> {
    try {
      const segment = this.#segments.of(part.from);
      const searched = segment.damaged || segment.dropped ? undefined : partOf(segment, this.#segments.folder, part);
      const found = searched && (await this.#runner.run(search, searched));
      // A file is always searched as a whole.
      if (found) this.#add(searched.kind === 'file' ? segment.base : part.from, part, found);
    } catch (error) {
      this.#problem = error instanceof SearchFailed ? error.problem : toProblem(error);
      this.#search = undefined;
    }
    this.#running.delete(part);
    this.#goOn();
    this.#changed.fire();
  }

  #add(base: number, { from, to }: Part, found: Uint32Array): void {
    const context = this.#context;
    let listedTo = 0;
    eachBit(found, (bit) => {
      const row = base + bit;
      if (row < from || row >= to) return;
      this.#hits.add(row);
      if (context === 0) return;
      this.#listed.add(Math.max(row - context, listedTo), row + context + 1);
      listedTo = row + context + 1;
    });
  }
}

function partOf({ base, held, bytes, rows }: Segment, folder: string, { from, to }: Part): SearchedPart {
  if (held) {
    const { text, index } = sliceLines(held, from - base, Math.min(to - base, rows));
    // Views would be sent with all of the segment.
    return { kind: 'rows', text: Uint8Array.from(text), index: index.slice() };
  }
  const paths = segmentPaths(folder, base);
  return { kind: 'file', text: paths.text, index: paths.index, bytes, rows };
}
