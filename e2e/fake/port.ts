import { EventEmitter } from 'node:events';
import type * as Electron from 'electron';

/** Main's end of a channel. Messages are cloned by V8 as Electron's are, and queue until `start`. */
export class FakePort extends EventEmitter {
  /** What main sent, as the page would see it. */
  readonly received: unknown[] = [];
  closed = false;
  #started = false;
  readonly #queue: unknown[] = [];

  postMessage(message: unknown): void {
    if (!this.closed) this.received.push(structuredClone(message));
  }
  start(): void {
    this.#started = true;
    for (const message of this.#queue.splice(0)) this.emit('message', { data: message, ports: [] });
  }
  close(): void {
    this.closed = true;
  }

  /** The page sends. */
  send(message: unknown): void {
    const copy: unknown = structuredClone(message);
    if (this.#started) this.emit('message', { data: copy, ports: [] });
    else this.#queue.push(copy);
  }
  /** The page reloads, crashes or goes away. */
  vanish(): void {
    this.closed = true;
    this.emit('close');
  }
}

/** Fits where the host takes a MessagePortMain. */
export function asPort(port: FakePort): Electron.MessagePortMain {
  const fits: Pick<Electron.MessagePortMain, 'postMessage' | 'start' | 'close'> = port;
  return fits as Electron.MessagePortMain;
}
