import type { EngineObject } from '../../app/engine.ts';
import { problem, toProblem } from '../../app/problem.ts';
import type { TerminalItem } from '../../app/terminal.ts';
import type { Engine } from '../engine/engine.ts';
import type { ExecSession } from '../engine/ports/containers.ts';
import type { Engines } from './engine.ts';
import { Bell } from './live.ts';
import { Scrollback } from './scrollback.ts';

/** Bytes kept for a page that attaches (again): about 3,000 full lines of a wide terminal. */
const scrollbackBytes = 256 * 1024;

/** How far the shell may run ahead of a page that reads: past that the engine's socket is paused. */
const maxAhead = 128 * 1024;

/** Most bytes of one item: small enough for a frame's work, large enough for `cat` of a big file. */
const maxItem = 32 * 1024;

/**
 * Prints its own process id in an escape sequence of ours (OSC 7331, swallowed by `PidSniffer`), then becomes bash
 * where there is one, else stays sh. Closing an exec's connection leaves its processes running, so the id is what
 * ends them.
 */
const script = "printf '\\033]7331;%s\\007' $$; command -v bash >/dev/null 2>&1 && exec bash; exec sh";

/** Starts a shell in a container and keeps reading it. */
export async function openShell(
  engines: Engines,
  { engine, id, cols, rows }: EngineObject & { cols: number; rows: number },
): Promise<ShellSession> {
  const held = new AbortController();
  try {
    const ready = await engines.ready(engine, held.signal);
    const { state } = await ready.containers.inspect(id, held.signal);
    if (state !== 'running') {
      throw problem('conflict', 'The container is not running.', { nextStep: 'Start it, then open a shell.' });
    }
    const exec = await ready.containers.exec(
      id,
      { command: ['/bin/sh', '-c', script], env: ['TERM=xterm-256color'], cols, rows },
      held.signal,
    );
    return new ShellSession(ready, id, exec, held);
  } catch (error) {
    held.abort();
    throw error;
  }
}

export class ShellSession {
  readonly #engine: Engine;
  readonly #container: string;
  readonly #exec: ExecSession;
  /** Holds the connection for as long as the shell runs. */
  readonly #held: AbortController;
  readonly #scrollback = new Scrollback(scrollbackBytes);
  readonly #sniffer = new PidSniffer();
  readonly #arrived = new Bell();
  readonly #consumed = new Bell();
  #exit: Extract<TerminalItem, { kind: 'exit' }> | undefined;
  /** The page that reads, if any: a second one takes over. */
  #reader: { position: number; readonly stop: AbortController } | undefined;

  constructor(engine: Engine, container: string, exec: ExecSession, held: AbortController) {
    this.#engine = engine;
    this.#container = container;
    this.#exec = exec;
    this.#held = held;
    void this.#pump();
  }

  /** What is kept, then what comes, then the exit. */
  async *read(signal: AbortSignal): AsyncGenerator<TerminalItem, void> {
    this.#reader?.stop.abort();
    const reader = { position: this.#scrollback.start, stop: new AbortController() };
    this.#reader = reader;
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
    } finally {
      if (this.#reader === reader) this.#reader = undefined;
      this.#consumed.ring();
    }
  }

  write(data: Uint8Array): Promise<void> {
    if (this.#exit) throw problem('not-found', 'This shell has ended.', { nextStep: 'Open a new one.' });
    return this.#exec.write(data);
  }

  async resize(cols: number, rows: number): Promise<void> {
    if (!this.#exit) await this.#exec.resize(cols, rows);
  }

  /** Hangs up on the shell's processes, kills what is left a second later, and lets the connection go. */
  async end(): Promise<void> {
    const { pid } = this.#sniffer;
    try {
      if (!this.#exit && pid !== undefined) {
        const kill = `kill -HUP ${pid} 2>/dev/null; sleep 1; kill -KILL ${pid} 2>/dev/null; true`;
        await this.#engine.containers.run(this.#container, ['/bin/sh', '-c', kill], AbortSignal.timeout(5000));
      }
    } catch {
      // The container or the engine is gone, and the shell with it.
    } finally {
      this.#exec.close();
      this.#held.abort();
    }
  }

  async #pump(): Promise<void> {
    let reason: string | undefined;
    try {
      for await (const data of this.#exec.output) {
        const text = this.#sniffer.pass(data);
        if (text.byteLength > 0) this.#scrollback.append(text);
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
  }

  #isTooFarAhead(): boolean {
    return (
      this.#reader !== undefined &&
      !this.#held.signal.aborted &&
      this.#scrollback.end - this.#reader.position > maxAhead
    );
  }
}

/** Takes the shell's announcement of its process id out of the start of its output. */
export class PidSniffer {
  pid: number | undefined;
  #done = false;
  #head = new Uint8Array(0);

  /** What of the output is the shell's own. Held back: at most the 32 bytes that may still become the announcement. */
  pass(data: Uint8Array): Uint8Array {
    if (this.#done) return data;
    const head = Buffer.concat([this.#head, data]);
    const match = /^\u001b\]7331;(\d{1,10})\u0007/.exec(head.subarray(0, 32).toString('latin1'));
    if (match) {
      this.pid = Number(match[1]);
      this.#done = true;
      return head.subarray(match[0].length);
    }
    if (head.byteLength >= 32 || !'\u001b]7331;'.startsWith(head.subarray(0, 7).toString('latin1'))) {
      this.#done = true;
      return head;
    }
    this.#head = head;
    return new Uint8Array(0);
  }
}
