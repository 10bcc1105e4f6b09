import type { Container, EngineContainer } from '../../../app/containers.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { keyOf, type ObjectKey } from '../../../app/object-key.ts';
import type { EngineEvent } from '../../engine/engine.ts';

/** Signals that ask a process to end: INT, QUIT, KILL, TERM. Others make programs reload or say how they are. */
const ending: ReadonlySet<string> = new Set(['2', '3', '9', '15']);
const numbers: Readonly<Record<string, string>> = { INT: '2', QUIT: '3', KILL: '9', TERM: '15' };
/** Exit codes that say by themselves that somebody asked: ended by SIGINT or SIGTERM. */
const asked: ReadonlySet<number> = new Set([130, 143]);
/** Within this, in ms, an end counts as that of the kill before it: a program may take its time to clean up. */
const mayTake = 60_000;
/** Containers that are remembered, of all engines; one with more than that is not looked at one by one. */
const most = 20_000;

/**
 * Tells a container that somebody stopped from one that ended by itself, for all engines: their lists and inspects do
 * not say it, only their events do. It was stopped, until it starts again, if
 *
 * - the engine said `stop` (Docker does for every stop, also with a signal of the container's own; Podman 4.3 was seen to
 *   say no more than `die`);
 * - the engine said `kill` with a signal that asks to end (Podman does not name its own, which is KILL) and the
 *   container died within a minute;
 * - it says so of the container itself (Podman 5);
 * - Gantry itself was asked for it (a Podman without an event log says nothing); or
 * - its exit code is that of SIGINT or SIGTERM, which nothing but a request sends.
 *
 * A 137 without any of it stays an end that nobody asked for: so does the kernel end what takes too much memory.
 */
export class Stops {
  readonly #stopped = new Set<ObjectKey>();
  /** Those of them that Gantry was asked to end. */
  readonly #here = new Set<ObjectKey>();
  readonly #killed = new Map<ObjectKey, number>();
  /** Those that Gantry sent a signal that asks to end, and when, in ms. */
  readonly #signalled = new Map<ObjectKey, number>();

  /** Notes an event of an engine; `now` in ms. */
  hear(engine: EngineId, event: EngineEvent, now = Date.now()): void {
    if (event.kind !== 'container') return;
    const { id, action } = event;
    const key = containerKey({ engine, id });
    if (action === 'stop') this.#note(key);
    else if (action === 'kill' && ending.has(event.signal ?? '9')) this.#killed.set(key, now);
    else if (action === 'die') {
      if (isRecent(this.#signalled, key, now)) this.note({ engine, id });
      else if (isRecent(this.#killed, key, now)) this.#note(key);
    } else if (action === 'start' || action === 'destroy') this.forget({ engine, id });
    bound(this.#killed);
  }

  /** Notes that Gantry is asked for the end of a container. */
  note(container: EngineContainer): void {
    const key = containerKey(container);
    this.#note(key);
    this.#here.add(key);
    bound(this.#here);
  }

  /**
   * Notes that Gantry sends a signal to a container, `now` in ms. It was stopped by that only if the signal asks to end and
   * the container does so soon: KILL is `note`'s.
   */
  signalled(container: EngineContainer, signal: string, now = Date.now()): void {
    if (!asksToEnd(signal)) return;
    this.#signalled.set(containerKey(container), now);
    bound(this.#signalled);
  }

  #note(key: ObjectKey): void {
    this.#stopped.add(key);
    bound(this.#stopped);
  }

  /** Forgets what was asked of a container. */
  forget(container: EngineContainer): void {
    const key = containerKey(container);
    this.#stopped.delete(key);
    this.#here.delete(key);
    this.#killed.delete(key);
    this.#signalled.delete(key);
  }

  /** A row of an engine, with `stopped` where that is so; lists do not say it of what a look at the container did. */
  mark(engine: EngineId, row: Container): Container {
    const key = containerKey({ engine, id: row.id });
    if (row.stopped) this.#note(key);
    const isStopped = this.#stopped.has(key) || asked.has(row.exitCode ?? 0);
    if (row.state !== 'exited' || !isStopped) return row;
    return { ...row, stopped: true, ...(this.#here.has(key) ? { stoppedHere: true } : {}) };
  }
}

/** Whether a signal, by name or number, asks a process to end. */
function asksToEnd(signal: string): boolean {
  const name = signal.replace(/^SIG/, '');
  return ending.has(numbers[name] ?? name);
}

function isRecent(times: ReadonlyMap<ObjectKey, number>, key: ObjectKey, now: number): boolean {
  return now - (times.get(key) ?? Number.NEGATIVE_INFINITY) <= mayTake;
}

function containerKey({ engine, id }: EngineContainer): ObjectKey {
  return keyOf({ engine, kind: 'container', id });
}

/** The oldest go first: sets and maps are in the order in which they were filled. */
function bound(kept: Set<ObjectKey> | Map<ObjectKey, number>): void {
  for (const key of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(key);
  }
}
