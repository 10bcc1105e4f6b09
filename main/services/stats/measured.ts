import type { EngineContainer } from '../../../app/containers.ts';
import { keyOf } from '../../../app/object-key.ts';
import type { StatsSample } from '../../../app/stats.ts';

/** Samples of one container that are kept: five minutes, one a second, which is more than a list shows. */
const mostSamples = 300;
/** Containers whose samples are kept, some 10 MB in all; what was not measured for longest goes first. */
const mostContainers = 300;

/** What containers used of late, whoever looked: so that whoever looks next begins with that. */
export class Measured {
  readonly #samples = new Map<string, StatsSample[]>();

  /** Adds a sample; one that is not newer than the last is known already, by another who looks. */
  add(container: EngineContainer, sample: StatsSample): void {
    const key = keyOf({ ...container, kind: 'container' });
    const samples = this.#samples.get(key) ?? [];
    if (sample.time <= (samples.at(-1)?.time ?? 0)) return;
    samples.push(sample);
    if (samples.length > mostSamples * 1.1) samples.splice(0, samples.length - mostSamples);
    // The map's order is that of the newest samples.
    this.#samples.delete(key);
    this.#samples.set(key, samples);
    const [oldest] = this.#samples.keys();
    if (this.#samples.size > mostContainers && oldest !== undefined) this.#samples.delete(oldest);
  }

  /** Oldest first. */
  of(container: EngineContainer): readonly StatsSample[] {
    return this.#samples.get(keyOf({ ...container, kind: 'container' })) ?? [];
  }
}
