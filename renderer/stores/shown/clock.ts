import { createStore, type StoreApi } from 'zustand/vanilla';

/** The time in ms since the epoch, as a store. It is renewed every `everyMs` as long as somebody reads it. */
export class Clock implements Pick<StoreApi<number>, 'getState' | 'getInitialState' | 'subscribe'> {
  readonly #everyMs: number;
  readonly #time = createStore(() => Date.now());
  #readers = 0;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(everyMs: number) {
    this.#everyMs = everyMs;
  }

  /** Stands still from one renewal to the next, as whoever draws needs it; nobody reads a time that is older. */
  readonly getState = (): number => {
    const now = Date.now();
    if (this.#readers === 0 && Math.abs(now - this.#time.getState()) >= this.#everyMs) this.#time.setState(now, true);
    return this.#time.getState();
  };

  readonly getInitialState = (): number => this.getState();

  readonly subscribe: StoreApi<number>['subscribe'] = (listener) => {
    const end = this.#time.subscribe(listener);
    this.#readers += 1;
    this.#timer ??= setInterval(() => this.#time.setState(Date.now(), true), this.#everyMs);
    let ended = false;
    return () => {
      if (ended) return;
      ended = true;
      end();
      this.#readers -= 1;
      if (this.#readers > 0) return;
      clearInterval(this.#timer);
      this.#timer = undefined;
    };
  };
}
