import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Stamps } from '../rows/sequence.ts';
import type { Order, Place, Ranked } from './order.ts';

/** Rows between two checkpoints: a row is found by counting from the last one. */
const stride = 1024;
/** Stamps that are read ahead of each source. */
const window = 1024;
/** Rows that are merged before other work gets its turn. */
const slice = 20_000;

interface Head {
  stamps: Stamps;
  at: number;
  /** Position after the stamps that were read. */
  next: number;
}

/**
 * Several sequences as one, by time: one byte a row says whose turn it is, and every 1,024 rows the places reached in
 * each source are written down. It only grows; a source whose rows change place needs a new order. Rows that come late
 * stand behind those that were merged before them.
 */
export class MergedOrder implements Order {
  readonly #sources: readonly Ranked[];
  /** Position in each source at which this order begins. */
  readonly #starts: readonly number[];
  readonly #heads: Head[];
  /** Positions in each source before each checkpoint. */
  readonly #checkpoints: Float64Array[] = [];
  #turns = new Uint8Array(stride);
  readonly #reached: Float64Array;
  #end = 0;
  #stale = false;
  /** Time of the row that was merged last. */
  #seconds = 0;
  #nanos = 0;
  #late = false;

  constructor(sources: readonly Ranked[]) {
    this.#sources = sources;
    this.#starts = sources.map(({ first }) => first);
    this.#heads = sources.map(({ first }) => ({ stamps: noStamps, at: 0, next: first }));
    this.#reached = Float64Array.from(this.#starts);
  }

  readonly first = 0;

  /** A source dropped rows before they were merged: the order has to be made anew. */
  get stale(): boolean {
    return this.#stale;
  }

  /** A row stands behind later ones: another order of the same sources may have a better place for it. */
  get late(): boolean {
    return this.#late;
  }

  get end(): number {
    return this.#end;
  }

  /** Takes in what came since the last time, in the order of its times. Ends early when the signal aborts. */
  async grow(signal: AbortSignal): Promise<void> {
    let budget = slice;
    while (!signal.aborted && !this.#stale) {
      await this.#load();
      const added = this.#merge(budget);
      if (added === 0) return;
      budget -= added;
      if (budget > 0) continue;
      budget = slice;
      await nextTurn();
    }
  }

  places(from: number, to: number): Place[] {
    const places: Place[] = [];
    const end = Math.min(to, this.#end);
    let at = Math.max(0, from);
    if (at >= end) return places;
    const reached = this.#reachedAt(at);
    for (; at < end; at += 1) {
      const source = this.#turns[at] ?? 0;
      const position = reached[source] ?? 0;
      reached[source] = position + 1;
      const row = this.#sources[source]?.select(position);
      if (row !== undefined) places.push({ source, row });
    }
    return places;
  }

  positionOf({ source, row }: Place): number {
    const wanted = this.#sources[source]?.rank(row) ?? 0;
    if (wanted >= (this.#reached[source] ?? 0)) return this.#end;
    let low = 0;
    let high = this.#checkpoints.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#checkpoints[middle]?.[source] ?? 0) <= wanted) low = middle;
      else high = middle - 1;
    }
    let position = this.#checkpoints[low]?.[source] ?? 0;
    for (let at = low * stride; at < this.#end; at += 1) {
      if (this.#turns[at] !== source) continue;
      if (position >= wanted) return at;
      position += 1;
    }
    return this.#end;
  }

  rowsAt(position: number): number[] {
    const reached = this.#reachedAt(Math.max(0, Math.min(position, this.#end)));
    return this.#sources.map((source, index) => source.select(reached[index] ?? 0) ?? Number.POSITIVE_INFINITY);
  }

  #reachedAt(at: number): Float64Array {
    if (at >= this.#end) return this.#reached.slice();
    const checkpoint = Math.floor(at / stride);
    const reached = this.#checkpoints[checkpoint]?.slice() ?? Float64Array.from(this.#starts);
    for (let before = checkpoint * stride; before < at; before += 1) {
      const source = this.#turns[before] ?? 0;
      reached[source] = (reached[source] ?? 0) + 1;
    }
    return reached;
  }

  async #load(): Promise<void> {
    for (const [index, head] of this.#heads.entries()) {
      const source = this.#sources[index];
      if (!source || head.at < head.stamps.rows.length || head.next >= source.end) continue;
      if (source.first > head.next) this.#stale = true;
      if (this.#stale) return;
      head.stamps = await source.stamps(head.next, Math.min(source.end, head.next + window));
      head.at = 0;
      head.next += head.stamps.rows.length;
    }
  }

  /** Merges until one source's stamps run out, for then its next ones must be read first. */
  #merge(budget: number): number {
    let added = 0;
    while (added < budget) {
      const source = this.#earliest();
      if (source < 0) return added;
      const head = this.#heads[source];
      if (!head) return added;
      this.#look(head);
      this.#push(source);
      added += 1;
      head.at += 1;
      if (head.at >= head.stamps.rows.length && head.next < (this.#sources[source]?.end ?? 0)) return added;
    }
    return added;
  }

  #earliest(): number {
    let best = -1;
    let seconds = 0;
    let nanos = 0;
    for (let index = 0; index < this.#heads.length; index += 1) {
      const head = this.#heads[index];
      if (!head || head.at >= head.stamps.rows.length) continue;
      const s = head.stamps.seconds[head.at] ?? 0;
      const n = head.stamps.nanos[head.at] ?? 0;
      if (best >= 0 && (s > seconds || (s === seconds && n >= nanos))) continue;
      best = index;
      seconds = s;
      nanos = n;
    }
    return best;
  }

  #look({ stamps, at }: Head): void {
    const seconds = stamps.seconds[at] ?? 0;
    const nanos = stamps.nanos[at] ?? 0;
    if (seconds < this.#seconds || (seconds === this.#seconds && nanos < this.#nanos)) this.#late = true;
    this.#seconds = seconds;
    this.#nanos = nanos;
  }

  #push(source: number): void {
    if (this.#end % stride === 0) this.#checkpoints.push(this.#reached.slice());
    if (this.#end === this.#turns.length) {
      const longer = new Uint8Array(this.#turns.length * 2);
      longer.set(this.#turns);
      this.#turns = longer;
    }
    this.#turns[this.#end] = source;
    this.#reached[source] = (this.#reached[source] ?? 0) + 1;
    this.#end += 1;
  }
}

const noStamps: Stamps = { rows: new Float64Array(0), seconds: new Uint32Array(0), nanos: new Uint32Array(0) };
