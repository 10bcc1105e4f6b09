import type { LogBlock } from '../../../engine/ports/log-block.ts';
import { damagedRows, type Segment } from './segment.ts';
import { DamagedFile, loadIndex, loadText } from './segment-files.ts';

interface Loaded {
  index?: Promise<Uint32Array>;
  text?: Promise<Buffer>;
  size: number;
}

/** Rows of sealed segments that were read from disk, those used last: enough for the windows of several views. */
export class SegmentCache {
  readonly #limit: number;
  readonly #loaded = new Map<Segment, Loaded>();
  #size = 0;

  /** `limit`: bytes that are kept; what is asked for next goes over it by one segment. */
  constructor(limit = 32 * 1024 * 1024) {
    this.#limit = limit;
  }

  /** All rows of a sealed segment; marks where they are damaged. Rejects if the system cannot read at all. */
  async block(folder: string, segment: Segment): Promise<LogBlock> {
    const index = await this.index(folder, segment);
    if (segment.damaged) return damagedRows(segment);
    try {
      const loaded = this.#use(segment);
      loaded.text ??= this.#count(segment, loaded, loadText(folder, segment), segment.bytes);
      const text = await loaded.text;
      return segment.damaged ? damagedRows(segment) : { text, index };
    } catch (error) {
      return this.#broken(segment, error);
    }
  }

  /** The index alone, which says all but the text. */
  async index(folder: string, segment: Segment): Promise<Uint32Array> {
    if (segment.damaged) return damagedRows(segment).index;
    try {
      const loaded = this.#use(segment);
      loaded.index ??= this.#count(segment, loaded, loadIndex(folder, segment), segment.size - segment.bytes);
      return await loaded.index;
    } catch (error) {
      return this.#broken(segment, error).index;
    }
  }

  forget(segment: Segment): void {
    this.#size -= this.#loaded.get(segment)?.size ?? 0;
    this.#loaded.delete(segment);
  }

  #broken(segment: Segment, error: unknown): LogBlock {
    this.forget(segment);
    if (error instanceof DamagedFile) segment.damaged = true;
    else throw error;
    return damagedRows(segment);
  }

  /** Moves the segment to the end of those that go first. */
  #use(segment: Segment): Loaded {
    const loaded = this.#loaded.get(segment) ?? { size: 0 };
    this.#loaded.delete(segment);
    this.#loaded.set(segment, loaded);
    return loaded;
  }

  #count<T>(segment: Segment, loaded: Loaded, load: Promise<T>, size: number): Promise<T> {
    loaded.size += size;
    this.#size += size;
    for (const other of this.#loaded.keys()) {
      if (this.#size <= this.#limit) break;
      if (other !== segment) this.forget(other);
    }
    return load;
  }
}
