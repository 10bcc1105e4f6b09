import * as z from 'zod/mini';
import type { Context, Contract, Services } from './operation.ts';
import { type Problem, ProblemError, problem, toProblem } from './problem.ts';
import type { MainWire, ToMain } from './wire.ts';

/**
 * Operations that may run at once on one wire. A window has some tens (a stream for each visible row, dock tab and
 * list); a page that opens more than this has gone wrong and must not take the main process with it.
 */
export const maxRunning = 1000;

/** Largest credit a reader may grant in one message: more means "unbounded", which is what credit exists to prevent. */
const maxCredit = 1024;

interface Running {
  readonly abort: AbortController;
  credit: number;
  /** Set while a stream waits for credit. */
  wake: (() => void) | undefined;
}

/** What a host may take care of besides answering. */
export interface Care {
  /** Is given each error that nobody foresaw, after its operation was failed with `internal`. */
  readonly note?: (error: unknown) => void;
  /** Turns down what was asked, an operation by name with its parameters, with the problem that it fails with. */
  readonly refuse?: (operation: string, params: unknown) => Problem | undefined;
}

type Implementation = (params: unknown, context: Context) => unknown;

interface Entry {
  readonly kind: 'call' | 'stream';
  readonly params: z.core.$ZodType;
  readonly run: Implementation;
}

/**
 * Answers one wire until it closes: only declared operations, only with parameters that pass their schema. A message
 * that no honest page sends closes the wire. When the wire goes, everything that runs on it is aborted.
 */
export function serve<C extends Contract>(contract: C, services: Services<C>, wire: MainWire, care: Care = {}): void {
  new Server(tabulate(contract, services), wire, care).listen();
}

/** Own keys only, in a Map: `__proto__` and friends are just unknown names. */
function tabulate<C extends Contract>(contract: C, services: Services<C>): ReadonlyMap<string, Entry> {
  const table = new Map<string, Entry>();
  for (const [slice, operations] of Object.entries(contract)) {
    const service = services[slice] as Record<string, Implementation>;
    for (const [name, operation] of Object.entries(operations)) {
      const run = service[name];
      if (!run) throw new Error(`${slice}.${name} is declared but not implemented`);
      table.set(`${slice}.${name}`, { kind: operation.kind, params: operation.params, run: run.bind(service) });
    }
  }
  return table;
}

class Server {
  readonly #table: ReadonlyMap<string, Entry>;
  readonly #wire: MainWire;
  readonly #care: Care;
  readonly #running = new Map<number, Running>();
  #open = true;

  constructor(table: ReadonlyMap<string, Entry>, wire: MainWire, care: Care) {
    this.#table = table;
    this.#wire = wire;
    this.#care = care;
  }

  listen(): void {
    this.#wire.onClose(() => this.#abortAll());
    this.#wire.onMessage((message) => this.#receive(message));
  }

  #receive(message: unknown): void {
    if (!this.#open) return;
    if (!isToMain(message)) {
      this.#refuse();
      return;
    }
    const running = this.#running.get(message.id);
    switch (message.t) {
      case 'credit':
        if (running) grant(running, message.n);
        return;
      case 'cancel':
        running?.abort.abort();
        running?.wake?.();
        this.#running.delete(message.id);
        return;
      case 'call':
      case 'open':
        if (running) this.#refuse();
        else this.#start(message);
    }
  }

  #start(message: Extract<ToMain, { t: 'call' | 'open' }>): void {
    const entry = this.#table.get(message.op);
    const wanted = message.t === 'call' ? 'call' : 'stream';
    if (!entry || entry.kind !== wanted) {
      this.#fail(message.id, problem('unsupported', 'no-such-operation').problem);
      return;
    }
    if (this.#running.size >= maxRunning) {
      this.#fail(message.id, problem('unsupported', 'too-many-operations').problem);
      return;
    }
    const params = z.safeParse(entry.params, message.params);
    if (!params.success) {
      const detail = z.prettifyError(params.error).slice(0, 1000);
      this.#fail(message.id, problem('invalid-input', 'request-invalid', { detail }).problem);
      return;
    }
    const refusal = this.#care.refuse?.(message.op, params.data);
    if (refusal) {
      this.#fail(message.id, refusal);
      return;
    }
    const running: Running = { abort: new AbortController(), credit: 0, wake: undefined };
    if (message.t === 'open') grant(running, message.credit);
    this.#running.set(message.id, running);
    if (message.t === 'call') void this.#call(message.id, running, entry, params.data);
    else void this.#stream(message.id, running, entry, params.data);
  }

  async #call(id: number, running: Running, entry: Entry, params: unknown): Promise<void> {
    try {
      const value = await entry.run(params, { signal: running.abort.signal });
      if (this.#finish(id, running)) this.#answer(id, value);
    } catch (error) {
      this.#failWith(id, running, error);
    }
  }

  /** An answer that the transport cannot carry is a failure of the call, which would otherwise never settle. */
  #answer(id: number, value: unknown): void {
    try {
      this.#wire.send({ t: 'result', id, value });
    } catch (error) {
      this.#fail(id, toProblem(error));
      this.#care.note?.(error);
    }
  }

  async #stream(id: number, running: Running, entry: Entry, params: unknown): Promise<void> {
    try {
      const items = entry.run(params, { signal: running.abort.signal }) as AsyncIterable<unknown>;
      await this.#pump(id, running, items[Symbol.asyncIterator]());
      if (this.#finish(id, running)) this.#wire.send({ t: 'end', id });
    } catch (error) {
      this.#failWith(id, running, error);
    }
  }

  #failWith(id: number, running: Running, error: unknown): void {
    const problem = toProblem(error);
    if (this.#finish(id, running)) this.#fail(id, problem);
    if (problem.code === 'internal' && !(error instanceof ProblemError)) this.#care.note?.(error);
  }

  /** Asks for the next item only when the reader has room: this is the whole back-pressure. */
  async #pump(id: number, running: Running, items: AsyncIterator<unknown>): Promise<void> {
    const { signal } = running.abort;
    try {
      for (;;) {
        while (running.credit === 0 && !signal.aborted) await new Promise<void>((wake) => (running.wake = wake));
        if (signal.aborted) return;
        const next = await items.next();
        if (next.done || signal.aborted) return;
        running.credit -= 1;
        this.#wire.send({ t: 'item', id, value: next.value });
      }
    } finally {
      await items.return?.();
    }
  }

  /** Ends the operation's scope. Returns whether somebody still waits for its answer. */
  #finish(id: number, running: Running): boolean {
    running.abort.abort();
    if (this.#running.get(id) !== running) return false;
    this.#running.delete(id);
    return this.#open;
  }

  #fail(id: number, problem: Problem): void {
    this.#wire.send({ t: 'fail', id, problem });
  }

  /** Ends the wire on a message that no honest page sends. At once: what else has arrived with it does not count. */
  #refuse(): void {
    this.#abortAll();
    this.#wire.close();
  }

  #abortAll(): void {
    this.#open = false;
    for (const running of this.#running.values()) {
      running.abort.abort();
      running.wake?.();
    }
    this.#running.clear();
  }
}

function grant(running: Running, n: number): void {
  running.credit = Math.min(running.credit + n, maxCredit);
  const { wake } = running;
  running.wake = undefined;
  wake?.();
}

/** The messages come from a page that may be hostile, so their shape is checked before anything else. */
function isToMain(message: unknown): message is ToMain {
  if (typeof message !== 'object' || message === null) return false;
  const { t, id, op, n, credit } = message as Record<string, unknown>;
  if (!isCount(id)) return false;
  if (t === 'cancel') return true;
  if (t === 'credit') return isCount(n);
  if (t === 'call') return typeof op === 'string';
  return t === 'open' && typeof op === 'string' && isCount(credit);
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}
