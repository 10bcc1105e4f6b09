import { problem } from '../../../app/rpc/problem.ts';

/** How long a page may send nothing, in ms: it is gone, and would have cancelled otherwise. */
const patience = 60_000;

/** Bytes that come from a page, for one reader. One chunk waits at most: whoever pushes waits until it is taken. */
export class Inbox {
  #waiting: Uint8Array | undefined;
  #arrived = () => {};
  #taken = () => {};
  #closed = false;

  /** Resolves when the reader took it. @throws ProblemError once nobody reads any more */
  async push(data: Uint8Array): Promise<void> {
    if (this.#waiting) throw problem('conflict', 'upload-out-of-turn');
    if (this.#closed) throw problem('cancelled', 'upload-over');
    const taken = new Promise<void>((resolve) => {
      this.#taken = resolve;
    });
    this.#waiting = data;
    this.#arrived();
    await taken;
    if (this.#waiting) throw problem('cancelled', 'upload-over');
  }

  /** The next chunk. @throws ProblemError `timeout` where none comes, and the signal's reason */
  async take(signal: AbortSignal): Promise<Uint8Array> {
    const late = AbortSignal.any([signal, AbortSignal.timeout(patience)]);
    if (!this.#waiting) {
      await new Promise<void>((resolve) => {
        this.#arrived = resolve;
        late.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    signal.throwIfAborted();
    const data = this.#waiting;
    if (!data) throw problem('timeout', 'upload-stalled');
    this.#waiting = undefined;
    this.#taken();
    return data;
  }

  /** Nobody reads any more. */
  close(): void {
    this.#closed = true;
    this.#taken();
  }
}
