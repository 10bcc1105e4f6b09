/** The last bytes of an endless output, addressed by their position in it. */
export class Scrollback {
  readonly #limit: number;
  readonly #chunks: Uint8Array[] = [];
  #start = 0;
  #end = 0;

  /** Keeps at least the last `limit` bytes, at most that and one chunk. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Position of the oldest byte kept. */
  get start(): number {
    return this.#start;
  }

  /** Position after the newest byte. */
  get end(): number {
    return this.#end;
  }

  append(chunk: Uint8Array): void {
    this.#chunks.push(new Uint8Array(chunk));
    this.#end += chunk.byteLength;
    for (;;) {
      const [oldest] = this.#chunks;
      if (!oldest || this.#end - this.#start - oldest.byteLength < this.#limit) return;
      this.#chunks.shift();
      this.#start += oldest.byteLength;
    }
  }

  /** Up to `most` bytes from a position on, or from the oldest kept one if that is later. A copy. */
  read(position: number, most: number): Uint8Array {
    const from = Math.max(position, this.#start);
    const out = new Uint8Array(Math.max(0, Math.min(most, this.#end - from)));
    let chunkStart = this.#start;
    let filled = 0;
    for (const chunk of this.#chunks) {
      const chunkEnd = chunkStart + chunk.byteLength;
      if (chunkEnd > from && filled < out.byteLength) {
        const part = chunk.subarray(
          Math.max(0, from - chunkStart),
          Math.max(0, from - chunkStart) + out.byteLength - filled,
        );
        out.set(part, filled);
        filled += part.byteLength;
      }
      chunkStart = chunkEnd;
    }
    return out;
  }
}
