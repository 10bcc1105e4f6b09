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
 * same problem; a new wire needs a new client.
 */
export function connect<C extends Contract>(contract: C, wire: PageWire): Clients<C> {
  const connection = new Connection(wire);
  const clients: Record<string, Record<string, unknown>> = {};
  for (const [slice, operations] of Object.entries(contract)) {
    const client: Record<string, unknown> = {};
    for (const [name, operation] of Object.entries(operations)) {
      const op = `${slice}.${name}`;
      client[name] =
        operation.kind === 'call'
          ? (params: unknown, options?: { signal?: AbortSignal }) => connection.call(op, params, options?.signal)
          : (params: unknown, reader: Reader<unknown>) => connection.open(op, params, reader);
    }
    clients[slice] = client;
  }
  return clients as Clients<C>;
}

const lost = problem('cancelled', 'connection-lost');

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
    if (this.#closed) return Promise.reject(lost);
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
      queueMicrotask(() => reader.onEnd(lost.problem));
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
    for (const call of this.#calls.values()) call.reject(lost);
    this.#calls.clear();
    for (const id of this.#streams.keys()) this.#end(id, lost.problem);
  }
}
