import type { EngineContainer } from '../../../app/containers.ts';
import { keyOf, type ObjectKey } from '../../../app/object-key.ts';
import type { Stop } from '../../../app/rpc/operation.ts';
import type { StatsStore } from './stats.ts';

/** Streams that one list has at once: an engine measures for each of them. */
export const mostStreams = 25;
/** So many of them go round where there are more containers than streams. */
const leastTurning = 5;
/** In ms, after which a container has had its turn that told nothing: Podman tells how busy one is after ten seconds. */
const longestTurn = 15_000;

/**
 * Measures many containers by few streams. Those that can be seen have streams that last, as far as there are enough; the rest
 * has turns, each until it is known how busy that container is, the one that had none for longest next. What was measured in a
 * turn stays known.
 */
export class Turns {
  readonly #stats: StatsStore;
  readonly #lasting = new Map<ObjectKey, Stop>();
  readonly #turning = new Map<ObjectKey, Stop>();
  /** Those that have turns, the one that is next first. */
  #waiting = new Map<ObjectKey, EngineContainer>();
  readonly #stopListening: Stop;

  constructor(stats: StatsStore) {
    this.#stats = stats;
    this.#stopListening = stats.state.subscribe((now, before) => {
      const done = [...this.#turning.keys()].filter((key) => {
        const last = now.get(key)?.last;
        return last?.cpu !== undefined && last !== before.get(key)?.last;
      });
      for (const key of done) this.#endTurn(key);
    });
  }

  /** Measures these from now on, and no others. */
  want(seen: readonly EngineContainer[], others: readonly EngineContainer[] = []): void {
    const all = new Map([...seen, ...others].map((one) => [keyOf({ ...one, kind: 'container' }), one]));
    const lasting = all.size > mostStreams ? Math.min(seen.length, mostStreams - leastTurning) : all.size;
    const wanted = [...all];
    const toLast = new Map(wanted.slice(0, lasting));
    const toTurn = new Map(wanted.slice(lasting));
    const former = [...this.#lasting.keys(), ...this.#turning.keys(), ...this.#waiting.keys()];
    // Before others begin: at no time are there more than allowed.
    for (const [key, stop] of this.#lasting) if (!toLast.has(key)) this.#end(this.#lasting, key, stop);
    for (const [key, stop] of this.#turning) if (!toTurn.has(key)) this.#end(this.#turning, key, stop);
    for (const key of former) if (!all.has(key)) this.#stats.forget(key);
    // Who waited goes on waiting, in the same order.
    const waiting = [...this.#waiting].filter(([key]) => toTurn.has(key));
    const fresh = [...toTurn].filter(([key]) => !this.#waiting.has(key) && !this.#turning.has(key));
    this.#waiting = new Map([...fresh, ...waiting]);
    for (const [key, stop] of [...this.#turning].slice(mostStreams - lasting)) this.#end(this.#turning, key, stop);
    for (const [key, one] of toLast) if (!this.#lasting.has(key)) this.#lasting.set(key, this.#stats.watch(one, true));
    this.#fill();
  }

  /** Measures nothing any more. */
  end(): void {
    this.want([]);
    this.#stopListening();
  }

  #end(among: Map<ObjectKey, Stop>, key: ObjectKey, stop: Stop): void {
    among.delete(key);
    stop();
  }

  #endTurn(key: ObjectKey): void {
    const stop = this.#turning.get(key);
    if (!stop) return;
    this.#end(this.#turning, key, stop);
    this.#fill();
  }

  #fill(): void {
    for (const [key, one] of this.#waiting) {
      if (this.#lasting.size + this.#turning.size >= mostStreams) return;
      if (this.#turning.has(key)) continue;
      // To the end of those that wait.
      this.#waiting.delete(key);
      this.#waiting.set(key, one);
      const timer = setTimeout(() => this.#endTurn(key), longestTurn);
      const stop = this.#stats.watch(one, true);
      this.#turning.set(key, () => {
        clearTimeout(timer);
        stop();
      });
    }
  }
}
