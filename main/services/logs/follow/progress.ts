import { type LogBlock, lineCount } from '../../../engine/ports/log-block.ts';

/** Shortest time between two tellings, in ms: the engine needs the processor more than the number does. */
const tellEvery = 200;

/** How far the reading of the past is, in lines; tells as it grows. */
export class ReadProgress {
  readonly #changed: () => void;
  #lines = 0;
  #toldAt = 0;

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  get lines(): number {
    return this.#lines;
  }

  add(block: LogBlock): void {
    this.#lines += lineCount(block);
    const now = performance.now();
    if (now - this.#toldAt < tellEvery) return;
    this.#toldAt = now;
    this.#changed();
  }
}
