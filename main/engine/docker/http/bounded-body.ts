import type { Bound } from './bounds.ts';
import { JsonGauge } from './json-gauge.ts';
import { notAnEngine, tooMuch } from './problems.ts';

const firstRoom = 16 * 1024;

/**
 * Gathers the bytes of one answer, or of one line of it, in chunks of any size: an engine may send single bytes, each of
 * which would cost a hundred as a buffer of its own. Throws a ProblemError as soon as it is more than its bound.
 */
export class BoundedBody {
  readonly #bound: Bound;
  #gauge: JsonGauge;
  #bytes = Buffer.allocUnsafe(0);
  #size = 0;

  constructor(bound: Bound) {
    this.#bound = bound;
    this.#gauge = new JsonGauge(bound);
  }

  /** Adds `bytes[from…to)`. */
  push(bytes: Uint8Array, from = 0, to = bytes.length): void {
    const size = this.#size + to - from;
    if (size > this.#bound.size) this.#refuse(`It is longer than ${this.#bound.size} bytes.`);
    const fault = this.#bound.pieces === undefined ? undefined : this.#gauge.push(bytes, from, to);
    if (fault !== undefined) this.#refuse(fault);
    if (size > this.#bytes.length) {
      const larger = Buffer.allocUnsafe(Math.min(this.#bound.size, Math.max(size, firstRoom, this.#bytes.length * 2)));
      this.#bytes.copy(larger, 0, 0, this.#size);
      this.#bytes = larger;
    }
    this.#bytes.set(bytes.subarray(from, to), this.#size);
    this.#size = size;
  }

  /** All of it as text; begins afresh. */
  take(): string {
    const text = this.#bytes.toString('utf8', 0, this.#size);
    this.#size = 0;
    this.#gauge = new JsonGauge(this.#bound);
    // A rare long line must not hold its memory for the rest of the stream.
    if (this.#bytes.length > firstRoom) this.#bytes = Buffer.allocUnsafe(0);
    return text;
  }

  #refuse(detail: string): never {
    throw this.#bound.stranger ? notAnEngine(detail) : tooMuch(detail);
  }
}
