/** Bytes that are held while nobody reads: what an engine says of a command that it cannot start is a sentence. */
const mostHeld = 16 * 1024;

/** Looks at the beginning of an output, and gives all of it to whoever reads it afterwards. */
export class FirstOutput implements AsyncIterable<Uint8Array> {
  /** Resolves when the output has ended, or more came than is held. */
  readonly over: Promise<void>;
  readonly #chunks: Uint8Array[] = [];
  readonly #rest: AsyncIterator<Uint8Array>;
  #held = 0;
  #isOver = false;
  #failure: { readonly error: unknown } | undefined;
  /** Somebody reads now: nothing more is held. */
  #stop = false;

  constructor(output: AsyncIterable<Uint8Array>) {
    this.#rest = output[Symbol.asyncIterator]();
    this.over = this.#hold();
  }

  /** Whether the output ended within what is held. */
  get isOver(): boolean {
    return this.#isOver;
  }

  /** Whether nothing more is looked at. */
  get isFull(): boolean {
    return this.#held >= mostHeld;
  }

  /** What is held, as text. */
  get text(): string {
    return Buffer.concat(this.#chunks).toString();
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array, void> {
    this.#stop = true;
    try {
      yield* this.#all();
    } finally {
      await this.#rest.return?.();
    }
  }

  async *#all(): AsyncGenerator<Uint8Array, void> {
    // One read may be under way: its chunk comes in order.
    for (let at = 0; ; at += 1) {
      if (at >= this.#chunks.length && !this.#isOver) await this.over;
      const chunk = this.#chunks[at];
      if (chunk === undefined) break;
      yield chunk;
    }
    if (this.#failure) throw this.#failure.error;
    if (this.#isOver) return;
    for (let next = await this.#rest.next(); !next.done; next = await this.#rest.next()) yield next.value;
  }

  async #hold(): Promise<void> {
    try {
      while (!this.#stop && !this.isFull) {
        const next = await this.#rest.next();
        if (next.done) {
          this.#isOver = true;
          return;
        }
        this.#chunks.push(next.value);
        this.#held += next.value.byteLength;
      }
    } catch (error) {
      this.#failure = { error };
      this.#isOver = true;
    }
  }
}
