import type { EngineId } from '../../../app/engine.ts';
import type { Engines } from '../engine.ts';
import { endShells } from './ending.ts';
import type { ShellLedger, ShellRecord } from './ledger.ts';

/** How long ending may take, in ms, on an engine that is busy: what takes longer is tried again later. */
const endTime = 30_000;

/** Shells of one container that are ended together. */
interface Batch {
  readonly shells: Set<string>;
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
  /** By container: what runs there, and what gathers meanwhile. A command there costs as much as all that it ends. */
  readonly #running = new Map<string, Promise<void>>();
  readonly #gathering = new Map<string, Batch>();

  constructor(engines: Engines, ledger: ShellLedger) {
    this.#engines = engines;
    this.#ledger = ledger;
    this.#release = engines.onConnected((engine) => void this.#sweep(engine));
  }

  /** Resolves when all that the shell left has ended, or is left for later. */
  end(record: ShellRecord): Promise<void> {
    const { engine, container, shell } = record;
    // From here on it is a leftover, whatever becomes of us.
    this.#ledger.abandon(shell);
    const key = `${engine} ${container}`;
    const batch = this.#gathering.get(key) ?? this.#begin(key, record);
    batch.shells.add(shell);
    return batch.done;
  }

  /** Ends a shell whose connection broke, if its engine is still or again connected. */
  lost(record: ShellRecord): void {
    this.#ledger.abandon(record.shell);
    if (this.#engines.connection(record.engine).status.kind === 'connected') void this.end(record);
  }

  /** Resolves when nothing is being ended. */
  async settled(): Promise<void> {
    while (this.#running.size > 0) await Promise.all(this.#running.values());
  }

  /** Ends nothing more; what is left stays written down. */
  dispose(): void {
    this.#release();
    this.#over.abort();
  }

  #begin(key: string, { engine, container }: ShellRecord): Batch {
    const shells = new Set<string>();
    const before = this.#running.get(key) ?? Promise.resolve();
    const done = before.then(async () => {
      this.#gathering.delete(key);
      await this.#endAll(engine, container, [...shells]);
      if (this.#running.get(key) === done) this.#running.delete(key);
    });
    const batch = { shells, done };
    this.#gathering.set(key, batch);
    this.#running.set(key, done);
    return batch;
  }

  async #endAll(engine: EngineId, container: string, shells: readonly string[]): Promise<void> {
    const signal = AbortSignal.any([this.#over.signal, AbortSignal.timeout(endTime)]);
    try {
      await endShells(this.#engines.connection(engine).engine, container, shells, signal);
      for (const shell of shells) this.#ledger.drop(shell);
    } catch {
      // They stay written down, for when the engine connects the next time, or the next start.
    }
  }

  /** A container at a time: nobody waits for it. */
  async #sweep(engine: EngineId): Promise<void> {
    const left = this.#ledger.leftovers(engine);
    for (const container of new Set(left.map((record) => record.container))) {
      const here = left.filter((record) => record.container === container);
      await Promise.all(here.map((record) => this.end(record)));
    }
  }
}
