import { setTimeout as sleep } from 'node:timers/promises';
import type { Container, containers } from '../../app/containers.ts';
import type { EngineId, EngineObject } from '../../app/engine.ts';
import { ProblemError, toProblem } from '../../app/problem.ts';
import type { Context, Service } from '../../app/rpc/operation.ts';
import type { Connection } from '../engine/connection.ts';
import type { EngineContainers, EngineEvent } from '../engine/engine.ts';
import type { Engines } from './engine.ts';
import { Bell, LiveList } from './live.ts';

/** Lists containers live and carries out the verbs on them. */
export function createContainers(engines: Engines): Service<typeof containers> {
  const followed = new Map<EngineId, FollowedList>();

  const follow = (engine: EngineId, signal: AbortSignal): LiveList<Container> => {
    const running = followed.get(engine) ?? new FollowedList(engines.connection(engine));
    followed.set(engine, running);
    running.join(signal, () => followed.delete(engine));
    return running.list;
  };

  const verb = (run: (containers: EngineContainers, id: string, signal: AbortSignal) => Promise<void>) => {
    return async ({ engine, id }: EngineObject, { signal }: Context): Promise<void> =>
      run((await engines.ready(engine, signal)).containers, id, signal);
  };

  return {
    watch: ({ engine }, { signal }) => follow(engine, signal).read(signal),
    inspect: async ({ engine, id }, { signal }) => (await engines.ready(engine, signal)).containers.inspect(id, signal),
    start: verb((containers, id, signal) => containers.start(id, signal)),
    stop: verb((containers, id, signal) => containers.stop(id, signal)),
    restart: verb((containers, id, signal) => containers.restart(id, signal)),
    pause: verb((containers, id, signal) => containers.pause(id, signal)),
    unpause: verb((containers, id, signal) => containers.unpause(id, signal)),
    kill: verb((containers, id, signal) => containers.kill(id, signal)),
    remove: async ({ engine, id, volumes }, { signal }) =>
      (await engines.ready(engine, signal)).containers.remove(id, volumes, signal),
  };
}

/** Events that say nothing about what a list shows; health checks alone send three of them every few seconds. */
const silentActions = /^(exec_|attach|detach|top$|resize$|archive-path$|extract-to-dir$|copy$|commit$|export$)/;

/**
 * What the first rows get to reach the screen before the engine is asked for all, in ms: on a small machine its work
 * for a long list would hold them up (`list` in `e2e/bench`: 0.45 instead of 0.55 of `docker ps -a`).
 */
const headStart = 20;

/**
 * One engine's containers, kept live while anybody reads: a full listing after each (re)connect (and whatever an event
 * named meanwhile once more, since a listing may lag behind), then an event re-reads only the containers that it names.
 * While one read runs the next ids gather, so a burst costs few reads and a single event is read at once.
 */
class FollowedList {
  readonly list = new LiveList<Container>();
  readonly #connection: Connection;
  readonly #stop = new AbortController();
  readonly #bell = new Bell();
  readonly #touched = new Set<string>();
  readonly #glance: Promise<boolean>;
  #readers = 0;
  #listed = 0;

  constructor(connection: Connection) {
    this.#connection = connection;
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
   * The running ones, while the connection is still being made: by the time it stands, the first rows are there. What
   * changes in between, the full listing tells. True if they were read; why they were not, the connection will say.
   */
  async #lookAhead(signal: AbortSignal): Promise<boolean> {
    if (this.#connection.status.kind !== 'connecting') return false;
    try {
      this.list.merge(await this.#connection.engine.containers.list('running', signal));
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

  #note(event: EngineEvent): void {
    if (event.kind !== 'container' || silentActions.test(event.action)) return;
    this.#touched.add(event.id);
    this.#bell.ring();
  }

  async #run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      const { status, epoch } = this.#connection;
      if (status.kind === 'connected') await this.#readNext(epoch, signal);
      if (this.#touched.size === 0 || this.#connection.status.kind !== 'connected') await this.#bell.wait(signal);
    }
  }

  async #readNext(epoch: number, signal: AbortSignal): Promise<void> {
    const { containers } = this.#connection.engine;
    try {
      if (this.#listed !== epoch) {
        if (this.#listed === 0) await this.#runningFirst(containers, signal);
        this.list.replace(await containers.list('all', signal));
        this.#listed = epoch;
      } else if (this.#touched.size > 0) {
        const ids = [...this.#touched];
        this.#touched.clear();
        const found = await containers.read(ids, signal);
        const present = new Set(found.map(({ id }) => id));
        this.list.merge(
          found,
          ids.filter((id) => !present.has(id)),
        );
      }
    } catch (error) {
      this.#failed(error, signal);
    }
  }

  /** The running ones come fast however many have ended, and they are what people look for. */
  async #runningFirst(containers: EngineContainers, signal: AbortSignal): Promise<void> {
    if (!(await this.#glance) && this.list.size === 0) this.list.merge(await containers.list('running', signal));
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
