import type { Container } from '../../../../app/containers.ts';
import type { EngineId } from '../../../../app/engines/engine.ts';
import type { LogId } from '../../../../app/logs.ts';
import { problem } from '../../../../app/rpc/problem.ts';
import type { Engines } from '../../engine/engine.ts';
import type { SpoolStore } from '../store/spool-store.ts';
import { logIdOf } from './identity.ts';
import { LiveLog } from './live-log.ts';
import { LogSink } from './sink.ts';

/** How long a log that nobody reads any more is followed on, in ms: moving between views lets go and takes again. */
const linger = 5_000;

/** A claim on a log; it is followed for as long as there is one. */
export interface LogLease {
  readonly log: LiveLog;
  release(): void;
}

interface Entry {
  readonly log: Promise<LiveLog>;
  claims: number;
  timer: NodeJS.Timeout | undefined;
}

/** The logs that are read or recorded now; several readers share one. */
export class LiveLogs {
  readonly #engines: Engines;
  readonly #store: SpoolStore;
  readonly #records: (id: LogId) => boolean;
  readonly #entries = new Map<LogId, Entry>();
  readonly #closing = new Map<LogId, Promise<void>>();

  /** `records` tells whether a log is to be kept on disk. */
  constructor(engines: Engines, store: SpoolStore, records: (id: LogId) => boolean) {
    this.#engines = engines;
    this.#store = store;
    this.#records = records;
  }

  /** The log that a container's lines belong to, followed. */
  async open(engine: EngineId, container: Container): Promise<LogLease> {
    const id = logIdOf(engine, container);
    const lease = await this.#claim(id, () => this.#make(id, engine, container.name));
    lease.log.follow(this.#engines.connection(engine), container);
    return lease;
  }

  /** A log as it was kept; it is not followed by this. `not-found` when there is none. */
  async openKept(id: LogId): Promise<LogLease> {
    return this.#claim(id, async () => {
      const kept = (await this.#store.list()).find((log) => log.id === id)?.note;
      if (!kept) throw problem('not-found', 'log-not-kept');
      return this.#make(id, kept.engine, kept.name);
    });
  }

  /** Whether a log is being followed into its spool. */
  isOpen(id: LogId): boolean {
    return this.#entries.has(id);
  }

  async dispose(): Promise<void> {
    const entries = [...this.#entries.values()];
    this.#entries.clear();
    for (const { timer } of entries) clearTimeout(timer);
    await Promise.allSettled([...entries.map(async ({ log }) => this.#close(await log)), ...this.#closing.values()]);
  }

  async #make(id: LogId, engine: EngineId, name: string): Promise<LiveLog> {
    const note = { engine, name, containers: [] };
    const spool = await this.#store.open(id, note, this.#records(id) ? 'disk' : 'memory');
    return new LiveLog(id, engine, await LogSink.open(spool, () => this.#store.aside(id, note)));
  }

  async #claim(id: LogId, make: () => Promise<LiveLog>): Promise<LogLease> {
    const entry = this.#entries.get(id) ?? { log: this.#closed(id).then(make), claims: 0, timer: undefined };
    this.#entries.set(id, entry);
    entry.claims += 1;
    clearTimeout(entry.timer);
    const release = once(() => this.#release(id, entry));
    try {
      return { log: await entry.log, release };
    } catch (error) {
      if (this.#entries.get(id) === entry) this.#entries.delete(id);
      throw error;
    }
  }

  #release(id: LogId, entry: Entry): void {
    entry.claims -= 1;
    if (entry.claims > 0) return;
    entry.timer = setTimeout(() => {
      if (this.#entries.get(id) !== entry) return;
      this.#entries.delete(id);
      const closing = entry.log.then((log) => this.#close(log)).catch(() => {});
      this.#closing.set(id, closing);
      void closing.then(() => this.#closing.get(id) === closing && this.#closing.delete(id));
    }, linger).unref();
  }

  /** What was followed before has written its last line. */
  async #closed(id: LogId): Promise<void> {
    await this.#closing.get(id);
  }

  async #close(log: LiveLog): Promise<void> {
    await log.close();
    await this.#store.release(log.sink.spool);
  }
}

function once(run: () => void): () => void {
  let done = false;
  return () => {
    if (done) return;
    done = true;
    run();
  };
}
