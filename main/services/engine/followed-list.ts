import { setTimeout as sleep } from 'node:timers/promises';
import type { EngineFeatures, EngineId } from '../../../app/engines/engine.ts';
import { ProblemError, problem, toProblem } from '../../../app/rpc/problem.ts';
import { Bell, LiveList } from '../../base/live.ts';
import type { Connection } from '../../engine/connection.ts';
import type { Engine, EngineEvent, EventKind } from '../../engine/engine.ts';
import type { Engines } from './engine.ts';

/** What a live list of one kind of object is made from. */
export interface ListSource<T> {
  /** Events about this kind make it read again. */
  readonly kind: EventKind;
  /** Actions that say nothing about what a list shows. */
  readonly silent?: RegExp;
  /** Events about another kind that make it read again as well. */
  readonly also?: (event: ObjectEvent) => boolean;
  /** Of what an engine does not tell every change of: in how many ms it is read again unasked, by what was read last. */
  readonly unheard?: (features: EngineFeatures, rows: readonly T[]) => number | undefined;
  /** Told of every event about this kind before anything is read for it. */
  readonly hear?: (engine: EngineId, event: EngineEvent) => void;
  /** Adds to a row what is known of it besides what its engine tells. */
  readonly mark?: (engine: EngineId, row: T) => T;
  readonly list: (engine: Engine, signal: AbortSignal) => Promise<readonly T[]>;
  /** Only what events named; without it an event reads the whole list again. */
  readonly read?: (engine: Engine, ids: readonly string[], signal: AbortSignal) => Promise<readonly T[]>;
  /** A part that comes much faster than the whole; shown until that is there. */
  readonly first?: (engine: Engine, signal: AbortSignal) => Promise<readonly T[]>;
}

/**
 * What the first rows get to reach the screen before the engine is asked for all, in ms: on a small machine its work
 * for a long list would hold them up (`list` in `e2e/bench`: 0.45 instead of 0.55 of `docker ps -a`).
 */
const headStart = 20;
/**
 * Between an event and the whole list read for it, in ms: a prune or a pull sends a burst, and Docker sends an event a
 * moment before its list knows. Short of the 100 ms after which a person sees a delay.
 */
const settleTime = 40;

/** Ids that wait to be read one by one. With more at once, one listing of all is less work for everybody. */
const mostTouched = 1000;

type ObjectEvent = Exclude<EngineEvent, { kind: 'ready' }>;

/** Each engine's list of one kind, read only while somebody follows it. */
export interface FollowedLists<T extends { readonly id: string }> {
  /** Follows an engine's list until the signal aborts. */
  readonly follow: (engine: EngineId, signal: AbortSignal) => LiveList<T>;
  /** Does what changes an engine's list, and has that read again after it, whatever the engine tells of the change. */
  readonly renewed: <R>(engine: EngineId, work: () => Promise<R>) => Promise<R>;
  /** Has one item of an engine's list read again. */
  readonly touch: (engine: EngineId, id: string) => void;
}

/** Gives each engine's list of one kind. */
export function followLists<T extends { readonly id: string }>(
  engines: Engines,
  source: ListSource<T>,
): FollowedLists<T> {
  const followed = new Map<EngineId, FollowedList<T>>();
  return {
    follow: (engine, signal) => {
      const running = followed.get(engine) ?? new FollowedList(engines.connection(engine), source);
      followed.set(engine, running);
      running.join(signal, () => followed.delete(engine));
      return running.list;
    },
    renewed: async (engine, work) => {
      try {
        return await work();
      } finally {
        followed.get(engine)?.renew();
      }
    },
    touch: (engine, id) => followed.get(engine)?.touch(id),
  };
}

/**
 * One engine's objects of one kind, kept live while anybody reads: a full listing after each (re)connect (and whatever
 * an event named meanwhile once more, since a listing may lag behind), then an event re-reads what it names, or all
 * where the source cannot read single ones. While one read runs the next ids gather, so a burst costs few reads.
 */
class FollowedList<T extends { readonly id: string }> {
  readonly list = new LiveList<T>();
  readonly #connection: Connection;
  readonly #source: ListSource<T>;
  readonly #stop = new AbortController();
  readonly #bell = new Bell();
  readonly #touched = new Touched();
  readonly #glance: Promise<boolean>;
  #readers = 0;
  #listed = 0;
  #rows: readonly T[] = [];

  constructor(connection: Connection, source: ListSource<T>) {
    this.#connection = connection;
    this.#source = source;
    const { signal } = this.#stop;
    const releases = [
      connection.use(),
      connection.onStatus(this.#bell.ring),
      connection.onEvent((event) => this.#note(event)),
    ];
    signal.addEventListener('abort', () => {
      for (const release of releases) release();
    });
    this.#glance = this.#lookAhead(signal);
    void this.#run(signal);
  }

  /**
   * The first part, while the connection is still being made: by the time it stands, the first rows are there. What
   * changes in between, the full listing tells. True if it was read; why it was not, the connection will say.
   */
  async #lookAhead(signal: AbortSignal): Promise<boolean> {
    const { first } = this.#source;
    if (!first || this.#connection.status.kind !== 'connecting') return false;
    try {
      this.list.merge(await first(this.#connection.engine, signal));
      return true;
    } catch {
      return false;
    }
  }

  /** Counts a reader until its signal aborts; the last one ends the list. */
  join(signal: AbortSignal, ended: () => void): void {
    this.#readers += 1;
    signal.addEventListener(
      'abort',
      () => {
        this.#readers -= 1;
        if (this.#readers > 0) return;
        ended();
        this.#stop.abort();
      },
      { once: true },
    );
  }

  /** Has everything read again. */
  renew(): void {
    this.#touched.all();
    this.#bell.ring();
  }

  /** Has one item read again. */
  touch(id: string): void {
    this.#touched.add(id);
    this.#bell.ring();
  }

  #note(event: EngineEvent): void {
    if (event.kind === 'ready') return;
    if (this.#source.also?.(event)) this.renew();
    if (event.kind !== this.#source.kind) return;
    this.#source.hear?.(this.#connection.endpoint.id, event);
    if (this.#source.silent?.test(event.action)) return;
    this.touch(event.id);
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { status, epoch, over } = this.#connection;
      if (over) {
        this.list.fail(problem('not-found', 'engine-unknown'));
        return;
      }
      if (status.kind === 'connected') await this.#readNext(epoch, signal);
      if (!this.#touched.any || this.#connection.status.kind !== 'connected') await this.#news(signal);
    }
  }

  /** Resolves when there may be something to read. */
  async #news(signal: AbortSignal): Promise<void> {
    const { status } = this.#connection;
    const every = status.kind === 'connected' ? this.#source.unheard?.(status.version.features, this.#rows) : undefined;
    const timer = every === undefined ? undefined : setTimeout(() => this.renew(), every);
    await this.#bell.wait(signal);
    clearTimeout(timer);
  }

  async #readNext(epoch: number, signal: AbortSignal): Promise<void> {
    try {
      if (this.#listed !== epoch) {
        if (this.#listed === 0) await this.#firstRows(signal);
        await this.#readAll(signal);
        this.#listed = epoch;
      } else if (this.#touched.any) {
        await this.#readTouched(signal);
      }
    } catch (error) {
      this.#failed(error, signal);
    }
  }

  async #readTouched(signal: AbortSignal): Promise<void> {
    const { engine } = this.#connection;
    const { read } = this.#source;
    if (!read || this.#touched.tooMany) await sleep(settleTime, undefined, { signal });
    const ids = this.#touched.take();
    if (!read || !ids) {
      await this.#readAll(signal);
      return;
    }
    const found = this.#marked(await read(engine, ids, signal));
    const present = new Set(found.map(({ id }) => id));
    this.list.merge(
      found,
      ids.filter((id) => !present.has(id)),
    );
  }

  async #readAll(signal: AbortSignal): Promise<void> {
    this.#rows = this.#marked(await this.#source.list(this.#connection.engine, signal));
    this.list.replace(this.#rows);
  }

  #marked(rows: readonly T[]): readonly T[] {
    const { mark } = this.#source;
    return mark ? rows.map((row) => mark(this.#connection.endpoint.id, row)) : rows;
  }

  async #firstRows(signal: AbortSignal): Promise<void> {
    const { first } = this.#source;
    if (!first) return;
    if (!(await this.#glance) && this.list.size === 0) this.list.merge(await first(this.#connection.engine, signal));
    await sleep(headStart, undefined, { signal });
  }

  /** A lost engine is the connection's news, and the next connect lists again; any other failure ends the readers. */
  #failed(error: unknown, signal: AbortSignal): void {
    const problem = toProblem(error);
    this.#listed = 0;
    if (signal.aborted || problem.code === 'engine-unreachable') return;
    this.list.fail(new ProblemError(problem));
  }
}

/** What events have named since it was last read. */
class Touched {
  readonly #ids = new Set<string>();
  #isAll = false;

  get any(): boolean {
    return this.#isAll || this.#ids.size > 0;
  }

  /** So many that only a listing of all tells what became of them. */
  get tooMany(): boolean {
    return this.#isAll || this.#ids.size > mostTouched;
  }

  /** Anything may have changed. */
  all(): void {
    this.#isAll = true;
  }

  add(id: string): void {
    if (!this.tooMany) this.#ids.add(id);
  }

  /** The ids, or undefined for all there are; begins afresh. */
  take(): readonly string[] | undefined {
    const ids = this.tooMany ? undefined : [...this.#ids];
    this.#ids.clear();
    this.#isAll = false;
    return ids;
  }
}
