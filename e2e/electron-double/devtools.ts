import { EventEmitter } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import type { CDPSession } from '@playwright/test';

/** One target of Chromium's DevTools protocol, or the browser itself, with Playwright's types of commands and events. */
export type DevToolsSession = Pick<CDPSession, 'send' | 'on'>;

interface Waiting {
  readonly method: string;
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface Received {
  readonly id?: number;
  readonly sessionId?: string;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}

/** The DevTools protocol over Chromium's debugging pipe: JSON messages that end with a zero byte each. */
export class DevTools {
  readonly browser: DevToolsSession = this.session('');
  readonly #events = new EventEmitter().setMaxListeners(0);
  readonly #waiting = new Map<number, Waiting>();
  readonly #to: Writable;
  #lastId = 0;
  #chunks: Buffer[] = [];

  constructor(to: Writable, from: Readable) {
    this.#to = to;
    from.on('data', (data: Buffer) => this.#read(data));
    from.on('close', () => this.#fail());
    // What is written to a Chromium that is going away is of no use to anybody.
    to.on('error', () => undefined);
  }

  session(sessionId: string): DevToolsSession {
    const session = {
      send: (method: string, params: unknown = {}) => this.#send(sessionId, method, params),
      on: (event: string, listener: (params: unknown) => void) => this.#events.on(`${sessionId} ${event}`, listener),
    };
    // Only the names are known here; which parameters belong to which is Playwright's knowledge.
    return session as unknown as DevToolsSession;
  }

  #send(sessionId: string, method: string, params: unknown): Promise<unknown> {
    return new Promise((resolve, reject) => {
      this.#lastId += 1;
      this.#waiting.set(this.#lastId, { method, resolve, reject });
      const message = { id: this.#lastId, method, params, ...(sessionId && { sessionId }) };
      this.#to.write(`${JSON.stringify(message)}\0`);
    });
  }

  #read(data: Buffer): void {
    let rest = data;
    for (let end = rest.indexOf(0); end >= 0; end = rest.indexOf(0)) {
      const message = Buffer.concat([...this.#chunks, rest.subarray(0, end)]);
      this.#chunks = [];
      rest = rest.subarray(end + 1);
      this.#receive(JSON.parse(message.toString()));
    }
    if (rest.length > 0) this.#chunks.push(rest);
  }

  #receive({ id, sessionId = '', method, params, result, error }: Received): void {
    if (id === undefined) {
      this.#events.emit(`${sessionId} ${method}`, params);
      return;
    }
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) waiting?.reject(new Error(`${waiting.method}: ${error.message}`));
    else waiting?.resolve(result);
  }

  #fail(): void {
    for (const { method, reject } of this.#waiting.values()) reject(new Error(`${method}: Chromium has ended`));
    this.#waiting.clear();
  }
}
