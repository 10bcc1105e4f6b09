import type { Container } from '../../app/containers.ts';
import type { EngineEvent } from '../engine/engine.ts';

/** Signals that ask a process to end: INT, QUIT, KILL, TERM. Others make programs reload or say how they are. */
const ending: ReadonlySet<string> = new Set(['2', '3', '9', '15']);
/** Exit codes that say by themselves that somebody asked: ended by SIGINT or SIGTERM. */
const asked: ReadonlySet<number> = new Set([130, 143]);
/** Within this, in ms, an end counts as that of the kill before it: a program may take its time to clean up. */
const mayTake = 60_000;
/** Ids that are remembered; an engine with more containers than that is not looked at one by one. */
const most = 20_000;

/**
 * Tells a container that somebody stopped from one that ended by itself, for all engines: their lists and inspects do
 * not say it, only their events do. It was stopped, until it starts again, if
 *
 * - the engine said `stop` (Docker does for every stop, also with a signal of the container's own; Podman 4.3 was seen to
 *   say no more than `die`);
 * - the engine said `kill` with a signal that asks to end (Podman does not name its own, which is KILL) and the
 *   container died within a minute;
 * - Gantry itself was asked for it (a Podman without an event log says nothing); or
 * - its exit code is that of SIGINT or SIGTERM, which nothing but a request sends.
 *
 * A 137 without any of it stays an end that nobody asked for: so does the kernel end what takes too much memory.
 */
export class Stops {
  readonly #stopped = new Set<string>();
  readonly #killed = new Map<string, number>();

  /** Notes an event of any engine; `now` in ms. */
  hear(event: EngineEvent, now = Date.now()): void {
    if (event.kind !== 'container') return;
    const { id, action } = event;
    if (action === 'stop') this.note(id);
    else if (action === 'kill' && ending.has(event.signal ?? '9')) this.#killed.set(id, now);
    else if (action === 'die' && now - (this.#killed.get(id) ?? Number.NEGATIVE_INFINITY) <= mayTake) this.note(id);
    else if (action === 'start' || action === 'destroy') this.forget(id);
    bound(this.#killed);
  }

  /** Notes that somebody asks for the end of a container. */
  note(id: string): void {
    this.#stopped.add(id);
    bound(this.#stopped);
  }

  /** Forgets what was asked of a container. */
  forget(id: string): void {
    this.#stopped.delete(id);
    this.#killed.delete(id);
  }

  /** The row with `stopped` where that is so. */
  mark(row: Container): Container {
    const isStopped = this.#stopped.has(row.id) || asked.has(row.exitCode ?? 0);
    return row.state === 'exited' && isStopped ? { ...row, stopped: true } : row;
  }
}

/** The oldest go first: sets and maps are in the order in which they were filled. */
function bound(kept: Set<string> | Map<string, number>): void {
  for (const id of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(id);
  }
}
