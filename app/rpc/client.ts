import type { Clients, Contract, Reader, Stop } from './operation.ts';
import { type Problem, ProblemError, problem, readProblem, toProblem } from './problem.ts';
import type { PageWire, ToPage } from './wire.ts';

/**
 * Items of one stream that may be on their way or unread. 16 keeps a fast stream busy over a WebSocket (measured in
 * `e2e/bench`); producers batch, so an item is a frame's worth of lines, not a line.
 */
export const creditWindow = 16;

interface PendingCall {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

interface OpenStream {
  readonly reader: Reader<unknown>;
  readonly queue: unknown[];
  reading: boolean;
  /** Items read since credit was last given back. */
  read: number;
  /** Set when the last message came; delivered after the queue. */
  ended: { readonly problem: Problem | undefined } | undefined;
}

/**
 * The page's end of the contract over one wire. When the wire closes, pending calls reject and streams end with the
 * same problem; a new wire needs a new client. Of the contract it needs types only: what there is, main knows, and schemas of
 * all parameters, which main checks, would be a fifth of what a page does before it draws.
 */
export function connect<C extends Contract>(wire: PageWire): Clients<C> {
  const connection = new Connection(wire);
  return named((slice) =>
    named((name) => (params: unknown, how?: Reader<unknown> | CallOptions) => {
      const op = `${slice}.${name}`;
      return isReader(how) ? connection.open(op, params, how) : connection.call(op, params, how?.signal);
    }),
  ) as unknown as Clients<C>;
}

interface CallOptions {
  readonly signal?: AbortSignal;
}

function isReader(how: Reader<unknown> | CallOptions | undefined): how is Reader<unknown> {
  return how !== undefined && 'onItem' in how;
}

/** An object that has something by every name, made when it is first asked for; but no `then`, or it would be awaited. */
function named<T>(make: (name: string) => T): Readonly<Record<string, T>> {
  const made = new Map<string, T>();
  return new Proxy<Record<string, T>>(
    {},
    {
      get: (_target, name) => {
        if (typeof name !== 'string' || name === 'then') return undefined;
        const one = made.get(name) ?? make(name);
        made.set(name, one);
        return one;
      },
    },
  );
}

/** Made when it is needed: an error made while the page's script is being run may have all of that read again for its stack. */
const lost = () => problem('cancelled', 'connection-lost');

class Connection {
  readonly #wire: PageWire;
  readonly #calls = new Map<number, PendingCall>();
  readonly #streams = new Map<number, OpenStream>();
  #nextId = 1;
  #closed = false;

  constructor(wire: PageWire) {
    this.#wire = wire;
    wire.onClose(() => this.#close());
    wire.onMessage((message) => this.#receive(message));
  }

  call(op: string, params: unknown, signal: AbortSignal | undefined): Promise<unknown> {
    if (this.#closed) return Promise.reject(lost());
    if (signal?.aborted) return Promise.reject(problem('cancelled', 'cancelled'));
    const id = this.#nextId++;
    return new Promise((resolve, reject) => {
      const cancel = () => {
        if (!this.#calls.delete(id)) return;
        this.#wire.send({ t: 'cancel', id });
        reject(problem('cancelled', 'cancelled'));
      };
      signal?.addEventListener('abort', cancel, { once: true });
      const settle = <A>(run: (value: A) => void) => {
        return (value: A) => {
          signal?.removeEventListener('abort', cancel);
          run(value);
        };
      };
      this.#calls.set(id, { resolve: settle(resolve), reject: settle(reject) });
      this.#wire.send({ t: 'call', id, op, params });
    });
  }

  open(op: string, params: unknown, reader: Reader<unknown>): Stop {
    const id = this.#nextId++;
    if (this.#closed) {
      queueMicrotask(() => reader.onEnd(lost().problem));
      return () => undefined;
    }
    this.#streams.set(id, { reader, queue: [], reading: false, read: 0, ended: undefined });
    this.#wire.send({ t: 'open', id, op, params, credit: creditWindow });
    return () => {
      const stream = this.#streams.get(id);
      if (!stream) return;
      this.#streams.delete(id);
      stream.queue.length = 0;
      if (!stream.ended && !this.#closed) this.#wire.send({ t: 'cancel', id });
    };
  }

  #receive(message: ToPage): void {
    switch (message.t) {
      case 'result':
        this.#take(message.id)?.resolve(message.value);
        return;
      case 'item': {
        const stream = this.#streams.get(message.id);
        stream?.queue.push(message.value);
        if (stream) void this.#read(message.id, stream);
        return;
      }
      case 'end':
        this.#end(message.id, undefined);
        return;
      case 'fail': {
        const problem = readProblem(message.problem);
        this.#take(message.id)?.reject(new ProblemError(problem));
        this.#end(message.id, problem);
      }
    }
  }

  #take(id: number): PendingCall | undefined {
    const call = this.#calls.get(id);
    this.#calls.delete(id);
    return call;
  }

  #end(id: number, problem: Problem | undefined): void {
    const stream = this.#streams.get(id);
    if (!stream) return;
    stream.ended ??= { problem };
    void this.#read(id, stream);
  }

  /** Hands items over one at a time and gives credit back for what was read. */
  async #read(id: number, stream: OpenStream): Promise<void> {
    if (stream.reading) return;
    stream.reading = true;
    while (stream.queue.length > 0) {
      try {
        const pending = stream.reader.onItem(stream.queue.shift());
        if (pending) await pending;
      } catch (error) {
        this.#abandon(id, stream, toProblem(error));
        return;
      }
      stream.read += 1;
      if (this.#streams.get(id) !== stream) return;
      if (stream.read >= creditWindow / 2 && !stream.ended && !this.#closed) {
        this.#wire.send({ t: 'credit', id, n: stream.read });
        stream.read = 0;
      }
    }
    stream.reading = false;
    if (stream.ended && this.#streams.delete(id)) stream.reader.onEnd(stream.ended.problem);
  }

  /** A reader that throws has lost an item: its stream ends, loudly, instead of going on with a hole. */
  #abandon(id: number, stream: OpenStream, problem: Problem): void {
    if (!this.#streams.delete(id)) return;
    if (!stream.ended && !this.#closed) this.#wire.send({ t: 'cancel', id });
    stream.reader.onEnd(problem);
  }

  #close(): void {
    this.#closed = true;
    for (const call of this.#calls.values()) call.reject(lost());
    this.#calls.clear();
    for (const id of this.#streams.keys()) this.#end(id, lost().problem);
  }
}
