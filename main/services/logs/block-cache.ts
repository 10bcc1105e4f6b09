import type { LogBlock } from '../../engine/log-block.ts';
import type { Segment } from './segment.ts';

/** Segments on disk whose bytes stay in memory: some screens of some logs, about 2.5 MB each. */
const most = 12;

/** The segments of all logs that were read last. */
export class BlockCache {
  readonly #blocks = new Map<Segment, LogBlock>();

  get(segment: Segment): LogBlock | undefined {
    const block = this.#blocks.get(segment);
    if (block) this.put(segment, block);
    return block;
  }

  put(segment: Segment, block: LogBlock): void {
    this.#blocks.delete(segment);
    this.#blocks.set(segment, block);
    if (this.#blocks.size <= most) return;
    const [oldest] = this.#blocks.keys();
    if (oldest) this.#blocks.delete(oldest);
  }

  drop(segment: Segment): void {
    this.#blocks.delete(segment);
  }
}
