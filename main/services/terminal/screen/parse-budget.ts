/**
 * Bytes of all sessions together that may be on their way into their screens: some ms of parsing. What is beyond waits,
 * and the engine's socket with it, so that twenty sessions that flood delay everything else no more than one does.
 */
const mostUnparsed = 96 * 1024;

/** Shares out how much may be parsed at a time, first come, first served. */
export class ParseBudget {
  #unparsed = 0;
  readonly #waiting: { readonly bytes: number; readonly go: () => void }[] = [];

  /** Resolves when there is room for so many bytes; what is more than there can be waits for an empty budget. */
  take(bytes: number): Promise<void> {
    if (this.#waiting.length === 0 && this.#fits(bytes)) {
      this.#unparsed += bytes;
      return Promise.resolve();
    }
    return new Promise((go) => this.#waiting.push({ bytes, go }));
  }

  /** These bytes have been parsed. */
  give(bytes: number): void {
    this.#unparsed -= bytes;
    for (let next = this.#waiting[0]; next && this.#fits(next.bytes); next = this.#waiting[0]) {
      this.#waiting.shift();
      this.#unparsed += next.bytes;
      next.go();
    }
  }

  #fits(bytes: number): boolean {
    return this.#unparsed === 0 || this.#unparsed + bytes <= mostUnparsed;
  }
}
