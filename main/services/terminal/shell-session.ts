import { setTimeout as sleep } from 'node:timers/promises';
import { problem, toProblem } from '../../../app/problem.ts';
import type { TerminalItem } from '../../../app/terminal.ts';
import type { Engine } from '../../engine/engine.ts';
import type { ExecSession } from '../../engine/ports/containers.ts';
import { Bell } from '../live.ts';
import type { ShellRecord } from './ledger.ts';
import { Scrollback } from './scrollback.ts';

/** Bytes kept for a page that attaches (again): about 3,000 full lines of a wide terminal. */
const scrollbackBytes = 256 * 1024;

/** How far the shell may run ahead of a page that reads: past that the engine's socket is paused. */
const maxAhead = 128 * 1024;

/** Most bytes of one item: small enough for a frame's work, large enough for `cat` of a big file. */
const maxItem = 32 * 1024;

/** Bytes that may wait for a program that does not read. A page waits for one write before the next. */
const maxUnsent = 256 * 1024;

/** An engine starts a command within some tens of ms, and does not tell when it has. */
const startPoll = 50;

type Exit = Extract<TerminalItem, { kind: 'exit' }>;

/** A shell that runs or ran: what it printed last, and who reads that. */
export class ShellSession {
  readonly record: ShellRecord;
  /** The engine that it runs on. */
  readonly engine: Engine;
  /** Resolves when it has ended; never rejects. Without a code its process may go on where it cannot be seen. */
  readonly exited: Promise<Exit>;
  readonly #exec: ExecSession;
  /** Holds the connection for as long as the shell runs. */
  readonly #held: AbortController;
  readonly #scrollback = new Scrollback(scrollbackBytes);
  readonly #arrived = new Bell();
  readonly #consumed = new Bell();
  #unsent = 0;
  #exit: Exit | undefined;
  #wasUsed = false;
  /** The page that reads, if any: a second one takes over. */
  #reader: { position: number; readonly stop: AbortController } | undefined;

  constructor({ record, engine, exec, held }: OpenShell) {
    this.record = record;
    this.engine = engine;
    this.#exec = exec;
    this.#held = held;
    this.exited = this.#pump();
  }

  /** Whether a page has ever done anything with it. */
  get wasUsed(): boolean {
    return this.#wasUsed;
  }

  /** What is kept, then what comes, then the exit; or that another reader has taken over. */
  async *read(signal: AbortSignal): AsyncGenerator<TerminalItem, void> {
    this.#wasUsed = true;
    const reader = { position: this.#scrollback.start, stop: new AbortController() };
    // What has ended any number may read.
    if (!this.#exit) {
      this.#reader?.stop.abort();
      this.#reader = reader;
    }
    const over = AbortSignal.any([signal, reader.stop.signal]);
    try {
      while (!over.aborted) {
        const data = this.#scrollback.read(reader.position, maxItem);
        if (data.byteLength > 0) {
          yield { kind: 'output', data };
          reader.position = Math.max(reader.position + data.byteLength, this.#scrollback.start);
          this.#consumed.ring();
        } else if (this.#exit) {
          yield this.#exit;
          return;
        } else {
          await this.#arrived.wait(over);
        }
      }
      if (!signal.aborted) yield { kind: 'taken' };
    } finally {
      if (this.#reader === reader) this.#reader = undefined;
      this.#consumed.ring();
    }
  }

  /** Resolves when the engine took the bytes; `conflict` if too many wait for that already. */
  async write(data: Uint8Array): Promise<void> {
    this.#wasUsed = true;
    if (this.#exit) throw problem('not-found', 'This shell has ended.', { nextStep: 'Open a new one.' });
    if (this.#unsent + data.byteLength > maxUnsent) {
      throw problem('conflict', 'What runs in this shell does not read what is typed.', {
        nextStep: 'Wait until it does, or end it.',
      });
    }
    this.#unsent += data.byteLength;
    try {
      await this.#exec.write(data);
    } finally {
      this.#unsent -= data.byteLength;
    }
  }

  async resize(cols: number, rows: number): Promise<void> {
    this.#wasUsed = true;
    if (!this.#exit) await this.#exec.resize(cols, rows);
  }

  /** Resolves when its process is there, or has been: before that there is nothing to end. */
  async started(signal: AbortSignal): Promise<void> {
    while (this.#scrollback.end === 0 && !this.#exit && !(await this.#exec.isRunning(signal))) {
      await sleep(startPoll, undefined, { signal });
    }
  }

  /** Lets the connection go. What runs in the container is ended before. */
  release(): void {
    this.#exec.close();
    this.#held.abort();
  }

  async #pump(): Promise<Exit> {
    let reason: string | undefined;
    try {
      for await (const data of this.#exec.output) {
        this.#scrollback.append(data);
        this.#arrived.ring();
        while (this.#isTooFarAhead()) await this.#consumed.wait(this.#held.signal);
      }
    } catch (error) {
      reason = toProblem(error).message;
    }
    const code = await this.#exec.exitCode().catch(() => undefined);
    this.#exit = { kind: 'exit', code, ...(reason === undefined ? {} : { reason }) };
    this.#arrived.ring();
    this.#held.abort();
    return this.#exit;
  }

  #isTooFarAhead(): boolean {
    return (
      this.#reader !== undefined &&
      !this.#held.signal.aborted &&
      this.#scrollback.end - this.#reader.position > maxAhead
    );
  }
}

/** A shell that has just been started. */
export interface OpenShell {
  readonly record: ShellRecord;
  readonly engine: Engine;
  readonly exec: ExecSession;
  /** Ends the connection to it. */
  readonly held: AbortController;
}
