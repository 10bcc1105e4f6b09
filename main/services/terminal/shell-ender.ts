import type { EngineId } from '../../../app/engines/engine.ts';
import type { Engines } from '../engine/engine.ts';
import { endShells } from './ending.ts';
import type { ShellLedger, ShellRecord } from './ledger.ts';

/** How long ending may take, in ms, on an engine that is busy: what takes longer is tried again later. */
const endTime = 30_000;

/** What an engine says when a paused container is paused no more. */
const goesOn: ReadonlySet<string> = new Set(['unpause', 'die', 'destroy']);

/** Shells of one container that are ended together. */
interface Batch {
  readonly shells: Map<string, ShellRecord>;
  readonly done: Promise<void>;
}

/**
 * Ends shells, and finds those again that were left running: by a crash, a cut connection, an end that ran out of time.
 * These wait until their engine is connected to; none is connected to for them.
 */
export class ShellEnder {
  readonly #engines: Engines;
  readonly #ledger: ShellLedger;
  readonly #over = new AbortController();
  readonly #release: () => void;
  /** By container, or a toolbox of its own: what runs there, and what gathers meanwhile. A command there costs as much as all that it ends. */
  readonly #running = new Map<string, Promise<void>>();
  readonly #gathering = new Map<string, Batch>();
  /** By container: stops waiting until it goes on. */
  readonly #paused = new Map<string, () => void>();

  constructor(engines: Engines, ledger: ShellLedger) {
    this.#engines = engines;
    this.#ledger = ledger;
    this.#release = engines.onConnected((engine) => void this.#sweep(engine));
  }

  /** Resolves when all that the shell left has ended, or is left for later. */
  end(record: ShellRecord): Promise<void> {
    const { engine, container, shell, attached, toolbox } = record;
    if (attached) return Promise.resolve();
    // From here on it is a leftover, whatever becomes of us.
    this.#ledger.abandon(shell);
    const key = `${engine} ${toolbox ? shell : container}`;
    const batch = this.#gathering.get(key) ?? this.#begin(key, record);
    batch.shells.set(shell, record);
    return batch.done;
  }

  /** Ends a shell whose connection broke, if its engine is still or again connected, and may be changed. */
  lost(record: ShellRecord): void {
    this.#ledger.abandon(record.shell);
    const { status, guard } = this.#engines.state(record.engine) ?? {};
    if (status?.kind === 'connected' && guard !== 'read-only') void this.end(record);
  }

  /** Resolves when nothing is being ended. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  /** Ends nothing more; what is left stays written down. */
  dispose(): void {
    this.#release();
    for (const stop of this.#paused.values()) stop();
    this.#over.abort();
  }

  #begin(key: string, { engine, container }: ShellRecord): Batch {
    const shells = new Map<string, ShellRecord>();
    const before = this.#running.get(key) ?? Promise.resolve();
    const done = before.then(async () => {
      this.#gathering.delete(key);
      for (const alike of byUser([...shells.values()])) await this.#endAll(engine, container, alike);
      if (this.#running.get(key) === done) this.#running.delete(key);
    });
    const batch = { shells, done };
    this.#gathering.set(key, batch);
    this.#running.set(key, done);
    return batch;
  }

  /** Shells of one container that run as the same user. */
  async #endAll(engine: EngineId, container: string, records: readonly ShellRecord[]): Promise<void> {
    const shells = records.map(({ shell }) => shell);
    const { user, privileged, toolbox } = records[0] ?? {};
    const as = { ...(user && { user }), ...(privileged && { privileged }) };
    const signal = AbortSignal.any([this.#over.signal, AbortSignal.timeout(endTime)]);
    try {
      const { engine: asked } = this.#engines.connection(engine);
      if (toolbox) for (const shell of shells) await asked.toolboxes.remove(shell, signal);
      else await endShells(asked, container, shells, as, signal);
      for (const shell of shells) this.#ledger.drop(shell);
    } catch {
      // They stay written down, for when the container goes on, the engine connects the next time, or the next start.
      this.#whenUnpaused(engine, container);
    }
  }

  /** A paused container runs nothing, not even what ends others. */
  #whenUnpaused(engine: EngineId, container: string): void {
    const key = `${engine} ${container}`;
    if (this.#over.signal.aborted || this.#paused.has(key) || !this.#engines.state(engine)) return;
    const stop = this.#engines.connection(engine).onEvent((event) => {
      if (event.kind !== 'container' || event.id !== container || !goesOn.has(event.action)) return;
      stop();
      this.#paused.delete(key);
      void this.#sweep(engine);
    });
    this.#paused.set(key, stop);
  }

  /** A container at a time: nobody waits for it. On an engine that may only be read they stay until it may be changed. */
  async #sweep(engine: EngineId): Promise<void> {
    if (this.#engines.state(engine)?.guard === 'read-only') return;
    const left = this.#ledger.leftovers(engine);
    for (const container of new Set(left.map((record) => record.container))) {
      const here = left.filter((record) => record.container === container);
      await Promise.all(here.map((record) => this.end(record)));
    }
  }
}

/** Those together that can be ended together: who ends them has to be who runs them, and may do as much. */
function byUser(records: readonly ShellRecord[]): ShellRecord[][] {
  const alike = new Map<string, ShellRecord[]>();
  for (const record of records) {
    const key = JSON.stringify([record.user, record.privileged]);
    alike.set(key, [...(alike.get(key) ?? []), record]);
  }
  return [...alike.values()];
}
