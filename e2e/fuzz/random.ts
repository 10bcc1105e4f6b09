/** Chance that can be repeated: the same seed gives the same choices. */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** From 0 up to 1. */
  next(): number {
    // mulberry32
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number below `n`. */
  below(n: number): number {
    return Math.floor(this.next() * n);
  }

  /** Whether something happens that happens that often. */
  chance(share: number): boolean {
    return this.next() < share;
  }

  /** One of some. */
  of<T>(some: readonly T[]): T {
    const one = some[this.below(some.length)];
    if (one === undefined && some.length === 0) throw new Error('nothing to choose from');
    return one as T;
  }
}
