import type { Container } from '../../../../app/containers.ts';
import type { EngineId } from '../../../../app/engines/engine.ts';
import type { LogId } from '../../../../app/logs.ts';
import type { Problem } from '../../../../app/rpc/problem.ts';
import { Listeners } from '../../../base/listeners.ts';
import type { Connection } from '../../../engine/connection.ts';
import type { Spool } from '../store/spool.ts';
import { Follower, type FollowState } from './follower.ts';
import { logIdOf } from './identity.ts';
import type { LogSink } from './sink.ts';

/** Containers that one log remembers to have followed. */
const mostContainers = 100;

/** A log that somebody reads or records: its rows, and the follower that brings new ones. */
export class LiveLog {
  readonly id: LogId;
  readonly engine: EngineId;
  readonly sink: LogSink;
  readonly #changed = new Listeners();
  readonly #end = new AbortController();
  readonly #releases: (() => void)[] = [];
  #connection: Connection | undefined;
  #follower: Follower | undefined;
  #stop: AbortController | undefined;
  #running: Promise<void> = Promise.resolve();

  constructor(id: LogId, engine: EngineId, sink: LogSink) {
    this.id = id;
    this.engine = engine;
    this.sink = sink;
    this.#releases.push(sink.onSwitch(() => this.#changed.fire()));
  }

  get name(): string {
    return this.sink.spool.note.name;
  }

  get spool(): Spool {
    return this.sink.shown;
  }

  /** The container that is followed, or was at last. */
  get container(): string | undefined {
    return this.sink.spool.note.containers.at(-1);
  }

  get state(): FollowState {
    return this.#follower?.state ?? 'ended';
  }

  get read(): number | undefined {
    return this.#follower?.state === 'reading' ? this.#follower.filled : undefined;
  }

  get problem(): Problem | undefined {
    return this.#follower?.problem;
  }

  /** Called when state or place of the rows change; the rows themselves are told by the spool. Returns the end of that. */
  onChange(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  /**
   * Follows a container, and after it those that take its place. One that was followed before is left alone, unless it
   * could not be read.
   */
  follow(connection: Connection, { id, name }: Pick<Container, 'id' | 'name'>): void {
    if (this.#end.signal.aborted) return;
    if (!this.#connection) this.#hearOfSuccessors(connection);
    const { note } = this.sink.spool;
    const known = note.containers.includes(id);
    const followed = this.#follower !== undefined && this.problem === undefined;
    if (known && (followed || id !== this.container)) return;
    const before = this.container;
    this.sink.spool.note = {
      ...note,
      name,
      containers: known ? note.containers : [...note.containers, id].slice(-mostContainers),
    };
    this.#stop?.abort();
    const stop = new AbortController();
    this.#stop = stop;
    this.#running = this.#running.then(async () => {
      if (stop.signal.aborted) return;
      if (!known && before !== undefined) await this.sink.mark({ kind: 'recreated' });
      const follower = new Follower(connection, id, this.sink, () => this.#changed.fire(), stop.signal);
      this.#follower = follower;
      this.#changed.fire();
      await follower.run();
    });
  }

  /** Follows once more what could not be read. */
  retry(): void {
    const { container: id, name } = this;
    if (this.#connection && id !== undefined && this.problem) this.follow(this.#connection, { id, name });
  }

  /** Ends following; what was read stays. */
  async close(): Promise<void> {
    this.#end.abort();
    for (const release of this.#releases) release();
    this.#stop?.abort();
    await this.#running;
    if (this.sink.hasTail) await this.sink.dropTail();
  }

  #hearOfSuccessors(connection: Connection): void {
    this.#connection = connection;
    const end = connection.onEvent((event) => {
      if (event.kind !== 'container' || event.action !== 'start') return;
      if (event.id !== this.container || this.problem) void this.#consider(event.id);
    });
    this.#releases.push(connection.use(), end);
  }

  /** A container that starts may be the one that takes the place of the last. */
  async #consider(id: string): Promise<void> {
    const connection = this.#connection;
    if (!connection) return;
    try {
      const [container] = await connection.engine.containers.read([id], this.#end.signal);
      if (container && logIdOf(this.engine, container) === this.id) this.follow(connection, container);
    } catch {
      // An engine that is lost just now says so to the follower; the container is met again when it starts.
    }
  }
}
