/** How long a page may be silent before it counts as hung (ms); Electron waits longer, and for input only. */
const patience = 8000;
const interval = 1000;

/** Asks a page again and again whether it is there; says when it stops to answer, and when it does again. */
export class Hangs {
  readonly #ask: () => Promise<unknown>;
  readonly #say: (event: 'unresponsive' | 'responsive') => void;
  #timer: NodeJS.Timeout | undefined;

  constructor(ask: () => Promise<unknown>, say: (event: 'unresponsive' | 'responsive') => void) {
    this.#ask = ask;
    this.#say = say;
  }

  /** Begins anew, for a document that has just loaded. */
  watch(): void {
    this.stop();
    this.#timer = setTimeout(() => this.#round(), interval).unref();
  }

  stop(): void {
    clearTimeout(this.#timer);
  }

  #round(): void {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      this.#say('unresponsive');
    }, patience).unref();
    this.#timer = timer;
    const settle = (): void => {
      // Somebody began anew, or stopped.
      if (this.#timer !== timer) return;
      if (late) this.#say('responsive');
      this.watch();
    };
    this.#ask().then(settle, settle);
  }
}
