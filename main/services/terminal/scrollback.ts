/** What a ring has room for at first, in bytes: most shells print little. */
const firstRoom = 4096;

/** The last bytes of an endless output, addressed by their position in it. Costs its bytes, however they come. */
export class Scrollback {
  readonly #limit: number;
  #ring: Uint8Array;
  #end = 0;

  /** Keeps the last `limit` bytes. */
  constructor(limit: number) {
    this.#limit = limit;
    this.#ring = new Uint8Array(Math.min(limit, firstRoom));
  }

  /** Position of the oldest byte kept. */
  get start(): number {
    return Math.max(0, this.#end - this.#ring.length);
  }

  /** Position after the newest byte. */
  get end(): number {
    return this.#end;
  }

  append(chunk: Uint8Array): void {
    this.#makeRoom(this.#end + chunk.byteLength);
    const kept = chunk.subarray(Math.max(0, chunk.byteLength - this.#ring.length));
    this.#end += chunk.byteLength;
    const at = (this.#end - kept.byteLength) % this.#ring.length;
    const first = kept.subarray(0, this.#ring.length - at);
    this.#ring.set(first, at);
    this.#ring.set(kept.subarray(first.byteLength), 0);
  }

  /** Up to `most` bytes from a position on, or from the oldest kept one if that is later. A copy. */
  read(position: number, most: number): Uint8Array {
    const from = Math.max(position, this.start);
    const out = new Uint8Array(Math.max(0, Math.min(most, this.#end - from)));
    const at = from % this.#ring.length;
    const first = this.#ring.subarray(at, at + out.byteLength);
    out.set(first);
    out.set(this.#ring.subarray(0, out.byteLength - first.byteLength), first.byteLength);
    return out;
  }

  /** Grows by doubling until the ring is full; before that nothing has gone round. */
  #makeRoom(wanted: number): void {
    const size = this.#ring.length;
    if (size === this.#limit || wanted <= size) return;
    const grown = new Uint8Array(Math.min(this.#limit, Math.max(2 * size, wanted)));
    grown.set(this.#ring.subarray(0, this.#end));
    this.#ring = grown;
  }
}
