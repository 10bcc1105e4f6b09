import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';

/** The other end, which lives in a page. */
interface Far {
  post(message: unknown): void;
  close(): void;
}

/** Main's end of a channel to a page. Messages are cloned, queue until `start`, and arrive in turns of their own. */
export class DoublePort
  extends EventEmitter
  implements Pick<Electron.MessagePortMain, 'postMessage' | 'start' | 'close'>
{
  readonly #far: Far;
  readonly #queue: unknown[] = [];
  #started = false;
  #closed = false;

  constructor(far: Far) {
    super();
    this.#far = far;
  }

  postMessage(message: unknown, transfer: Electron.MessagePortMain[] = []): void {
    if (transfer.length > 0) throw new Error('the double hands no ports over a port');
    const copy: unknown = structuredClone(message);
    if (!this.#closed) this.#far.post(copy);
  }
  start(): void {
    this.#started = true;
    for (const data of this.#queue.splice(0)) this.#deliver(data);
  }
  close(): void {
    if (this.#closed) return;
    this.#far.close();
    this.pageClosed();
  }

  /** The page sent something. */
  pagePosted(data: unknown): void {
    if (this.#closed) return;
    if (this.#started) this.#deliver(data);
    else this.#queue.push(data);
  }
  /** The page closed its end, or is gone. */
  pageClosed(): void {
    if (this.#closed) return;
    this.#closed = true;
    setImmediate(() => this.emit('close'));
  }

  #deliver(data: unknown): void {
    setImmediate(() => this.emit('message', { data, ports: [] }));
  }
}
