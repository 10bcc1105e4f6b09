import type { EngineContainer } from '../../../app/containers.ts';
import { keyOf } from '../../../app/object-key.ts';
import type { StatsSample } from '../../../app/stats.ts';
import { History } from './history.ts';

/** Containers whose samples are kept, some 12 MB in all; what was not measured for longest goes first. */
const mostContainers = 200;

/** What containers used in the last hour, whoever looked: so that whoever looks next begins with that. */
export class Measured {
  readonly #histories = new Map<string, History>();

  /** Adds a sample; one that is not newer than the last is known already, by another who looks. */
  add(container: EngineContainer, sample: StatsSample): void {
    const key = keyOf({ ...container, kind: 'container' });
    const history = this.#histories.get(key) ?? new History();
    history.add(sample);
    // The map's order is that of the newest samples.
    this.#histories.delete(key);
    this.#histories.set(key, history);
    const [oldest] = this.#histories.keys();
    if (this.#histories.size > mostContainers && oldest !== undefined) this.#histories.delete(oldest);
  }

  /** Of the last minutes, as they came, oldest first. */
  recent(container: EngineContainer): readonly StatsSample[] {
    return this.#of(container)?.recent() ?? [];
  }

  /** Of the last hour, oldest first; what is not recent in steps. */
  history(container: EngineContainer): readonly StatsSample[] {
    return this.#of(container)?.whole() ?? [];
  }

  #of(container: EngineContainer): History | undefined {
    return this.#histories.get(keyOf({ ...container, kind: 'container' }));
  }
}
