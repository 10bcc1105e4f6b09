/** Wrong addresses that may be tried in one go: a person mistypes a few, old bookmarks add some. */
const capacity = 20;

/** Milliseconds until one more may be tried. */
const refill = 1000;

/**
 * Counts wrong guesses at a token. While too many were made nothing is tried any more, not even the right one: a guesser
 * would otherwise learn it from the answer. Who is locked out with it waits a second at most after the guessing stops.
 */
export class Attempts {
  readonly #now: () => number;
  #left = capacity;
  #since: number;

  /** @param now a clock in milliseconds that never goes back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
    this.#since = now();
  }

  /** Whether a guess may be looked at. */
  get allowed(): boolean {
    const earned = Math.floor((this.#now() - this.#since) / refill);
    this.#left = Math.min(capacity, this.#left + earned);
    this.#since = this.#left === capacity ? this.#now() : this.#since + earned * refill;
    return this.#left > 0;
  }

  /** Takes note of a wrong guess. */
  wrong(): void {
    this.#left -= 1;
  }
}
