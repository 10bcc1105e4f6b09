import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineId } from '../../../../app/engines/engine.ts';
import type { LogSourceState, LogViewState } from '../../../../app/logs.ts';
import type { Problem } from '../../../../app/rpc/problem.ts';
import { Listeners } from '../../../base/listeners.ts';
import { Bell } from '../../../base/live.ts';
import type { LiveLog } from '../follow/live-log.ts';
import type { LogLease } from '../follow/live-logs.ts';
import { countsOf, sumOfTallies } from '../rows/level-counts.ts';
import type { Arranged } from './arranged.ts';
import { MergedOrder } from './merged-order.ts';
import { SingleOrder, wholeLog } from './order.ts';

/** New rows of several sources are gathered this long, in ms, so that those of one moment stand in their order. */
const mergeEvery = 50;

interface Merged extends Arranged {
  readonly order: MergedOrder;
}

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
  readonly #missing = new Map<EngineId, Problem | undefined>();
  #now: Arranged = { order: new SingleOrder(wholeLog(nothing)), logs: [] };
  #merging: Merged | undefined;
  /** A log that was behind is not any more: its rows may have come after later ones of others. */
  #caughtUp = false;
  #epoch = 0;
  #shift: number | undefined = 0;
  /** Sum of the sources' epochs and their number: when it changes, so did the rows' places. */
  #shape = '';

  constructor(single: boolean) {
    this.#single = single;
    if (!single) void this.#mergeOn();
  }

  get epoch(): number {
    return this.#epoch;
  }

  /** The rows as they stand in this epoch. */
  get now(): Arranged {
    return this.#now;
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

  /** Logs of an engine are still looked for, or cannot be had: why, where that is known. */
  lacks(engine: EngineId, why?: Problem): void {
    this.#missing.set(engine, why);
    this.#changed.fire();
  }

  /** Logs of an engine are not looked for any more. */
  found(engine: EngineId): void {
    if (this.#missing.delete(engine)) this.#changed.fire();
  }

  /** Called after every change of what `state` tells. Returns the end of that. */
  onChange(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  state(): LogViewState {
    const { first, end } = this.#now.order;
    const missing = Array.from(this.#missing, ([engine, problem]) => ({ engine, ...(problem ? { problem } : {}) }));
    const levels = sumOfTallies(this.logs.map((log) => log.spool.levels));
    return {
      view: this.id,
      epoch: this.#epoch,
      ...(this.#shift === undefined ? {} : { shift: this.#shift }),
      first,
      end,
      lines: this.logs.reduce((sum, log) => sum + log.spool.lines, 0),
      ...(levels ? { levels: countsOf(levels) } : {}),
      dropped: this.logs.reduce((sum, log) => sum + log.spool.first, 0),
      sources: this.logs.map(sourceState),
      ...(missing.length > 0 ? { missing } : {}),
    };
  }

  dispose(): void {
    this.#end.abort();
    for (const release of this.#releases) release();
    for (const lease of this.#leases) lease.release();
  }

  #listen(log: LiveLog): () => void {
    let spool = log.spool;
    let release = spool.onChange(() => this.#grown());
    let behind = isBehind(log);
    const end = log.onChange(() => {
      const was = behind;
      behind = isBehind(log);
      if (was && !behind) {
        this.#caughtUp = true;
        this.#bell.ring();
      }
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
      if (log) this.#replace({ order: new SingleOrder(wholeLog(log.spool)), logs: [log.spool] }, log.sink.shift);
    } else if (moved) {
      this.#merging = undefined;
      this.#bell.ring();
    }
    this.#changed.fire();
  }

  #replace(now: Arranged, shift: number | undefined): void {
    this.#now = now;
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
      const caughtUp = this.#caughtUp;
      this.#caughtUp = false;
      if (!this.#merging || this.#merging.order.stale) this.#merging = mergedNow(this.logs);
      let merging = this.#merging;
      await merging.order.grow(signal);
      if (caughtUp && merging.order.late && merging === this.#merging) {
        this.#merging = merging = mergedNow(this.logs);
        await merging.order.grow(signal);
      }
      if (merging !== this.#merging) continue;
      if (merging === this.#now) this.#changed.fire();
      else this.#replace(merging, undefined);
    }
  }
}

function mergedNow(logs: readonly LiveLog[]): Merged {
  const spools = logs.map(({ spool }) => spool);
  return { order: new MergedOrder(spools.map(wholeLog)), logs: spools };
}

function isBehind({ state }: LiveLog): boolean {
  return state === 'reading' || state === 'lost';
}

function sourceState(log: LiveLog, index: number): LogSourceState {
  const { id, engine, name, state, read, problem } = log;
  return {
    index,
    log: id,
    engine,
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
