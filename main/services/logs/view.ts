import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogRow, LogSourceState, LogViewState } from '../../../app/logs.ts';
import { lineCount } from '../../engine/log-block.ts';
import { Bell, Listeners } from '../live.ts';
import type { LiveLog } from './live-log.ts';
import type { LogLease } from './live-logs.ts';
import { toRow } from './log-rows.ts';
import { MergedOrder } from './merged-order.ts';
import { type Order, type Place, SingleOrder, wholeLog } from './order.ts';

/** New rows of several sources are gathered this long, in ms, so that those of one moment stand in their order. */
const mergeEvery = 50;
/** Rows read at once: one may be a megabyte long. */
const readStep = 50;

/** An open view: the rows of one log or of several, in one order with numbers from front to end. */
export class LogView {
  readonly id = `v${randomBytes(16).toString('hex')}`;
  /** One log alone keeps its own numbers; several are merged by time. */
  readonly #single: boolean;
  readonly #changed = new Listeners();
  readonly #bell = new Bell();
  readonly #end = new AbortController();
  readonly #leases: LogLease[] = [];
  readonly #releases: (() => void)[] = [];
  #order: Order = new SingleOrder(wholeLog(nothing));
  #merging: MergedOrder | undefined;
  #epoch = 0;
  #shift: number | undefined = 0;
  /** Epochs of the sources that the order was made of, where it is a merged one. */
  #made: readonly number[] = [];
  /** Sum of the sources' epochs and their number: when it changes, so did the rows' places. */
  #shape = '';

  constructor(single: boolean) {
    this.#single = single;
    if (!single) void this.#mergeOn();
  }

  get epoch(): number {
    return this.#epoch;
  }

  get order(): Order {
    return this.#order;
  }

  get logs(): readonly LiveLog[] {
    return this.#leases.map(({ log }) => log);
  }

  /** Adds a source; the view releases its claim in the end. One that is there already is not added again. */
  add(lease: LogLease): void {
    if (this.#end.signal.aborted || this.logs.includes(lease.log)) {
      lease.release();
      return;
    }
    this.#leases.push(lease);
    this.#releases.push(this.#listen(lease.log));
    this.#update();
  }

  /** Called after every change of what `state` tells. Returns the end of that. */
  onChange(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  state(): LogViewState {
    const { first, end } = this.#order;
    return {
      view: this.id,
      epoch: this.#epoch,
      ...(this.#shift === undefined ? {} : { shift: this.#shift }),
      first,
      end,
      lines: this.logs.reduce((sum, log) => sum + log.spool.lines, 0),
      dropped: this.logs.reduce((sum, log) => sum + log.spool.first, 0),
      sources: this.logs.map(sourceState),
    };
  }

  /** The rows at positions of an order, numbered as in the view itself. */
  async rows(order: Order, from: number, to: number): Promise<LogRow[]> {
    return this.rowsOf(order.places(from, to));
  }

  async rowsOf(places: readonly Place[]): Promise<LogRow[]> {
    const rows: LogRow[] = [];
    let at = 0;
    while (at < places.length) {
      const run = runLength(places, at);
      rows.push(...(await this.#run(places.slice(at, at + run))));
      at += run;
    }
    return rows;
  }

  dispose(): void {
    this.#end.abort();
    for (const release of this.#releases) release();
    for (const lease of this.#leases) lease.release();
  }

  /** Rows that follow one another in one source. */
  async #run(places: readonly Place[]): Promise<LogRow[]> {
    const [start] = places;
    const log = start && this.logs[start.source];
    if (!log) return [];
    const shift = this.#shiftOf(start.source, log);
    if (shift === undefined) return [];
    const block = await log.spool.read(start.row + shift, start.row + shift + places.length);
    const rows: LogRow[] = [];
    // What was dropped meanwhile is missing at the front of the answer.
    const missing = places.length - lineCount(block);
    for (let line = 0; line < lineCount(block); line += 1) {
      const place = places[line + missing];
      if (place) rows.push(toRow(block, line, this.#order.positionOf(place), place.source));
    }
    return rows;
  }

  /** What a source's rows have moved by since the order was made; undefined when that is not known. */
  #shiftOf(source: number, { sink }: LiveLog): number | undefined {
    const made = this.#made[source] ?? sink.epoch;
    if (made === sink.epoch) return 0;
    return made + 1 === sink.epoch ? sink.shift : undefined;
  }

  #listen(log: LiveLog): () => void {
    let spool = log.spool;
    let release = spool.onChange(() => this.#grown());
    const end = log.onChange(() => {
      if (log.spool !== spool) {
        release();
        spool = log.spool;
        release = spool.onChange(() => this.#grown());
      }
      this.#update();
    });
    return () => {
      release();
      end();
    };
  }

  #grown(): void {
    if (this.#single) this.#changed.fire();
    else this.#bell.ring();
  }

  #update(): void {
    const shape = this.logs.map(({ sink }) => sink.epoch).join();
    const moved = shape !== this.#shape;
    this.#shape = shape;
    if (moved && this.#single) {
      const [log] = this.logs;
      if (log) this.#replace(new SingleOrder(wholeLog(log.spool)), log.sink.shift);
    } else if (moved) {
      this.#merging = undefined;
      this.#bell.ring();
    }
    this.#changed.fire();
  }

  #replace(order: Order, shift: number | undefined): void {
    this.#order = order;
    this.#shift = shift;
    this.#epoch += 1;
    this.#changed.fire();
  }

  /** Keeps the merged order up to date; where rows change place, a new one is made beside it. */
  async #mergeOn(): Promise<void> {
    const { signal } = this.#end;
    while (!signal.aborted) {
      await this.#bell.wait(signal);
      await sleep(mergeEvery, undefined, { signal }).catch(() => {});
      if (signal.aborted) return;
      const current = this.#merging && !this.#merging.stale ? this.#merging : undefined;
      const epochs = this.logs.map(({ sink }) => sink.epoch);
      const order = current ?? this.#newOrder();
      await order.grow(signal);
      if (order !== this.#merging) continue;
      if (order === this.#order) this.#changed.fire();
      else {
        this.#made = epochs;
        this.#replace(order, undefined);
      }
    }
  }

  #newOrder(): MergedOrder {
    const order = new MergedOrder(this.logs.map(({ spool }) => wholeLog(spool)));
    this.#merging = order;
    return order;
  }
}

function runLength(places: readonly Place[], at: number): number {
  const start = places[at];
  let length = 1;
  while (length < readStep) {
    const next = places[at + length];
    if (!start || next?.source !== start.source || next.row !== start.row + length) break;
    length += 1;
  }
  return length;
}

function sourceState(log: LiveLog, index: number): LogSourceState {
  const { id, name, state, read, problem } = log;
  return {
    index,
    log: id,
    name,
    state,
    ...(read === undefined ? {} : { read }),
    kept: log.sink.spool.kept,
    ...(problem ? { problem } : {}),
  };
}

const nothing = {
  first: 0,
  end: 0,
  stamps: () => Promise.reject(new Error('There are no rows.')),
  onChange: () => () => {},
};
