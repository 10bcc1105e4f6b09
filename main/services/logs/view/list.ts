import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type LogListState, type LogQuery, tickBuckets } from '../../../../app/logs.ts';
import { ProblemError } from '../../../../app/rpc/problem.ts';
import { Bell } from '../../../base/live.ts';
import { LogSearch } from '../search/search.ts';
import type { SearchRunner } from '../search/search-runner.ts';
import type { Arranged } from './arranged.ts';
import { MergedOrder } from './merged-order.ts';
import { type Order, SingleOrder } from './order.ts';
import type { LogView } from './view.ts';

/** Shortest time between two steps, in ms: a search tells its progress as fast as it reads. */
const stepTime = 50;
/** The first matches are told sooner. */
const firstStep = 16;
/** Matches of several logs are put in one order anew while the search goes on, as long as there are not more. */
const mergedMeanwhile = 100_000;

/** Where a match is: its number in the view, its position in the list, and how many come before it, of how many. */
interface Match {
  readonly n: number;
  readonly position: number;
  readonly ordinal: number;
  readonly hits: number;
}

/** The rows of a view that match a query, kept up to date while the view grows. */
export class LogList {
  readonly id = `q${randomBytes(16).toString('hex')}`;
  readonly #view: LogView;
  readonly #query: LogQuery;
  readonly #runner: SearchRunner;
  readonly #bell = new Bell();
  #searches: LogSearch[] = [];
  #releases: (() => void)[] = [];
  /** The rows of the view that are searched. */
  #base: Arranged;
  #order: Order = new SingleOrder(nothing);
  #epoch = -1;
  #revision = -1;

  constructor(view: LogView, query: LogQuery, runner: SearchRunner) {
    this.#view = view;
    this.#runner = runner;
    this.#base = view.now;
    this.#query = query;
  }

  get epoch(): number {
    return this.#epoch;
  }

  /** The listed rows, by position. */
  get now(): Arranged {
    return { order: this.#order, logs: this.#base.logs };
  }

  /** The list now and after each change. Throws the problem of a search that cannot go on. */
  async *states(signal: AbortSignal): AsyncGenerator<LogListState, void> {
    const release = this.#view.onChange(this.#bell.ring);
    let pause = firstStep;
    try {
      while (!signal.aborted) {
        if (this.#epoch !== this.#view.epoch) this.#restart();
        await this.#arrange(signal);
        const failed = this.#searches.find(({ problem }) => problem)?.problem;
        if (failed) throw new ProblemError(failed);
        yield this.#state();
        await sleep(pause);
        pause = stepTime;
        await this.#bell.wait(signal);
      }
    } finally {
      release();
      this.#drop();
    }
  }

  /** The first match after a row of the view, or the last before it. */
  seek(n: number, direction: 'next' | 'previous'): Match | undefined {
    const rows = this.#base.order.rowsAt(n);
    let best: Match | undefined;
    for (const [source, search] of this.#searches.entries()) {
      const from = rows[source] ?? 0;
      // The row itself is not meant, but its source's first row may be any other one that comes after it.
      const itself = this.#base.order.positionOf({ source, row: from }) === n;
      const row = direction === 'next' ? search.next(itself ? from : from - 1) : search.previous(from);
      if (row === undefined) continue;
      const at = this.#base.order.positionOf({ source, row });
      if (best && (direction === 'next' ? at >= best.n : at <= best.n)) continue;
      best = { n: at, position: this.#order.positionOf({ source, row }), ordinal: 0, hits: 0 };
    }
    return best && { ...best, ordinal: this.#hitsBefore(best.n), hits: this.#hits };
  }

  /** The position of the first row of the list at or after a row of the view. */
  positionAt(n: number): number {
    const positions = this.#base.order.rowsAt(n).map((row, source) => this.#order.positionOf({ source, row }));
    return Math.min(this.#order.end, ...positions);
  }

  isHit(source: number, row: number): boolean {
    return this.#searches[source]?.isHit(row) ?? false;
  }

  #hitsBefore(n: number): number {
    const rows = this.#base.order.rowsAt(n);
    return this.#searches.reduce((sum, search, source) => sum + search.hitsBefore(rows[source] ?? 0), 0);
  }

  get #hits(): number {
    return this.#searches.reduce((sum, { hits }) => sum + hits, 0);
  }

  #restart(): void {
    this.#drop();
    this.#epoch = this.#view.epoch;
    this.#base = this.#view.now;
    this.#revision += 1;
    this.#searches = this.#base.logs.map((log) => new LogSearch(log, this.#query, this.#runner));
    this.#releases = this.#searches.map((search) => search.onChange(this.#bell.ring));
    const [only] = this.#searches;
    const [log] = this.#base.logs;
    if (!only || !log || this.#searches.length > 1) {
      this.#order = new SingleOrder(nothing);
      return;
    }
    // Rows that are there now get negative positions, so that those found later in older rows move none.
    const origin = log.end;
    this.#order = new SingleOrder(only, () => only.rank(origin));
  }

  /** Several logs: the searches' rows by time. While older ones are still found, that order is made anew. */
  async #arrange(signal: AbortSignal): Promise<void> {
    if (this.#searches.length < 2) return;
    const done = this.#searches.every((search) => search.done);
    if (this.#order instanceof MergedOrder && !this.#order.stale && this.#settled) {
      await this.#order.grow(signal);
      return;
    }
    const count = this.#searches.reduce((sum, { first, end }) => sum + end - first, 0);
    if (!done && count > mergedMeanwhile) return;
    const order = new MergedOrder(this.#searches);
    await order.grow(signal);
    this.#order = order;
    this.#settled = done;
    this.#revision += 1;
  }

  /** The searches had been through when the order was made: since then it only grows. */
  #settled = false;

  #state(): LogListState {
    const sum = (pick: (search: LogSearch) => number) => this.#searches.reduce((total, one) => total + pick(one), 0);
    return {
      list: this.id,
      epoch: this.#epoch,
      hits: this.#hits,
      first: this.#order.first,
      end: this.#order.end,
      revision: this.#revision,
      scanned: sum(({ scanned }) => scanned),
      total: sum(({ total }) => total),
      done: this.#searches.every(({ done }) => done),
      ticks: this.#ticks(),
    };
  }

  #ticks(): number[] {
    const { first, end } = this.#base.order;
    const step = (end - first) / tickBuckets;
    const ticks: number[] = [];
    if (end === first) return ticks;
    let before = this.#hitsBefore(first);
    for (let bucket = 0; bucket < tickBuckets; bucket += 1) {
      const after = this.#hitsBefore(Math.ceil(first + (bucket + 1) * step));
      if (after > before) ticks.push(bucket);
      before = after;
    }
    return ticks;
  }

  #drop(): void {
    for (const release of this.#releases) release();
    for (const search of this.#searches) search.dispose();
    this.#releases = [];
    this.#searches = [];
    this.#settled = false;
  }
}

const nothing = {
  first: 0,
  end: 0,
  stamps: () => Promise.reject(new Error('There are no rows.')),
  onChange: () => () => {},
  select: () => 0,
  rank: () => 0,
};
