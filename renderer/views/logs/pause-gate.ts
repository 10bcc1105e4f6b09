/**
 * Holds a stream's reader. While it is closed the reader does not take the next item, which by the wire's credits
 * stops main and, through it, the engine's socket: a paused log costs nothing and loses nothing.
 */
export class PauseGate {
  #held: Promise<void> | undefined;
  #release: (() => void) | undefined;

  close(): void {
    this.#held ??= new Promise((resolve) => {
      this.#release = resolve;
    });
  }

  open(): void {
    this.#release?.();
    this.#held = undefined;
    this.#release = undefined;
  }

  /** Nothing to wait for when open. */
  readonly wait = (): Promise<void> | undefined => this.#held;
}
