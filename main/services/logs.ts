import type { LogBatch, LogLine, LogMark, logs } from '../../app/logs.ts';
import { toProblem } from '../../app/problem.ts';
import type { Service } from '../../app/rpc/operation.ts';
import type { Connection } from '../engine/connection.ts';
import type { Engines } from './engine.ts';
import { Bell } from './live.ts';
import { LogCursor } from './log-cursor.ts';

/** Follows logs across restarts of the container and of the engine. */
export function createLogs(engines: Engines): Service<typeof logs> {
  return {
    follow: ({ engine, id, tail }, { signal }) => new Follower(engines.use(engine, signal), id, tail, signal).batches(),
  };
}

/** How long to wait before asking again when an engine says "connected" but breaks every log stream. */
const retryDelay = 250;

class Follower {
  readonly #connection: Connection;
  readonly #id: string;
  readonly #tail: number;
  readonly #signal: AbortSignal;
  readonly #cursor = new LogCursor();
  readonly #bell = new Bell();
  /** Start events seen: a start that comes while the old log still ends must not be slept through. */
  #starts = 0;

  constructor(connection: Connection, id: string, tail: number, signal: AbortSignal) {
    this.#connection = connection;
    this.#id = id;
    this.#tail = tail;
    this.#signal = signal;
  }

  async *batches(): AsyncGenerator<LogBatch, void> {
    const releases = [
      this.#connection.onStatus(this.#bell.ring),
      this.#connection.onEvent((event) => {
        if (event.kind !== 'container' || event.id !== this.#id) return;
        if (event.action === 'start') this.#starts += 1;
        this.#bell.ring();
      }),
    ];
    try {
      yield* this.#follow();
    } finally {
      for (const release of releases) release();
    }
  }

  async *#follow(): AsyncGenerator<LogBatch, void> {
    while (!this.#signal.aborted) {
      if (!(await this.#connected())) return;
      const { starts, epoch } = { starts: this.#starts, epoch: this.#connection.epoch };
      const end = yield* this.#read();
      if (this.#signal.aborted) return;
      if (end === 'lost') {
        yield mark({ kind: 'engine-lost' });
        await this.#nextEpoch(epoch);
        if (!this.#signal.aborted) yield mark({ kind: 'engine-back' });
        continue;
      }
      const state = end === 'removed' ? 'removed' : await this.#state();
      if (state === 'removed') {
        yield mark({ kind: 'removed' });
        return;
      }
      if (state !== 'stopped') continue;
      yield mark({ kind: 'stopped' });
      if (await this.#startedAgain(starts, epoch)) yield mark({ kind: 'started' });
    }
  }

  /** One connection's worth of log: from where the last one stopped. */
  async *#read(): AsyncGenerator<LogBatch, 'ended' | 'lost' | 'removed'> {
    const { containers } = this.#connection.engine;
    const since = this.#cursor.resume();
    const options = since ? { tail: 'all' as const, since, follow: true } : { tail: this.#tail, follow: true };
    try {
      for await (const entries of containers.logs(this.#id, options, this.#signal)) {
        const lines: LogLine[] = this.#cursor.fresh(entries);
        if (lines.length > 0) yield { lines };
      }
      return 'ended';
    } catch (error) {
      const { code } = toProblem(error);
      if (code === 'engine-unreachable' || code === 'cancelled') return 'lost';
      if (code === 'not-found') return 'removed';
      throw error;
    }
  }

  async #connected(): Promise<boolean> {
    while (!this.#signal.aborted && this.#connection.status.kind !== 'connected') await this.#bell.wait(this.#signal);
    return !this.#signal.aborted;
  }

  /** A broken stream may be noticed before the connection notices; waits for the reconnect or, briefly, for nothing. */
  async #nextEpoch(epoch: number): Promise<void> {
    const timer = setTimeout(this.#bell.ring, retryDelay);
    await this.#bell.wait(this.#signal);
    clearTimeout(timer);
    if (this.#connection.epoch === epoch && this.#connection.status.kind !== 'connected') await this.#connected();
  }

  async #state(): Promise<'running' | 'stopped' | 'removed' | 'unknown'> {
    try {
      const { state } = await this.#connection.engine.containers.inspect(this.#id, this.#signal);
      return state === 'running' || state === 'paused' ? 'running' : 'stopped';
    } catch (error) {
      return toProblem(error).code === 'not-found' ? 'removed' : 'unknown';
    }
  }

  /** Waits until the container starts, is gone, or the engine reconnected (it may have started meanwhile). */
  async #startedAgain(starts: number, epoch: number): Promise<boolean> {
    while (!this.#signal.aborted && this.#starts === starts && this.#connection.epoch === epoch) {
      await this.#bell.wait(this.#signal);
      if (this.#starts === starts && (await this.#state()) === 'removed') return false;
    }
    return this.#starts !== starts;
  }
}

function mark(mark: LogMark): LogBatch {
  return { lines: [], mark };
}
