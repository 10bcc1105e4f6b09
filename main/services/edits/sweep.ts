import type { Engines } from '../engine/engine.ts';
import type { Entry, Journal } from './journal.ts';

/** Longer than any timer of Node may be would end at once. */
const longestTimer = 2 ** 31 - 1;
/** Taking away what is over must come to an end, in ms. */
const removeTime = 60_000;

/** Removes what containers were before, once nobody can want it back any more. */
export class Sweep {
  readonly #engines: Engines;
  readonly #journal: Journal;
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(engines: Engines, journal: Journal) {
    this.#engines = engines;
    this.#journal = journal;
    for (const entry of journal.entries) this.#time(entry);
    engines.onConnected((id) => {
      const now = Date.now();
      for (const entry of journal.entries) if (entry.engine === id && isOver(entry, now)) void this.#remove(entry);
    });
  }

  /** A newer edit takes the place of those of the same container: what it was before them goes. */
  async instead(newer: Entry): Promise<void> {
    this.#time(newer);
    for (const entry of this.#journal.entries) {
      if (entry.engine === newer.engine && entry.made === newer.old && entry.phase === 'kept')
        await this.#remove(entry);
    }
  }

  #time(entry: Entry): void {
    if (entry.phase !== 'kept' || entry.until === undefined) return;
    const left = Math.min(Math.max(0, entry.until - Date.now()), longestTimer);
    const timer = setTimeout(() => void this.#remove(entry), left).unref();
    this.#timers.set(entry.id, timer);
  }

  /** Never rejects: what cannot be removed now is so when its engine is connected to again. */
  async #remove({ id }: Entry): Promise<void> {
    clearTimeout(this.#timers.get(id));
    this.#timers.delete(id);
    const entry = this.#journal.find(id);
    if (entry?.phase !== 'kept') return;
    const signal = AbortSignal.timeout(removeTime);
    try {
      const { containers } = await this.#engines.ready(entry.engine, signal);
      const [old] = await containers.read([entry.old], signal);
      // Named or started by somebody meanwhile it is theirs. Its volumes are the new one's as well.
      const isOurs = old?.name === entry.aside && old.state !== 'running' && old.state !== 'paused';
      if (old && isOurs) await containers.remove(old.id, false, signal);
      await this.#journal.drop(id);
    } catch {
      // The engine cannot be reached.
    }
  }
}

function isOver({ phase, until = 0 }: Entry, now: number): boolean {
  return phase === 'kept' && until <= now;
}
