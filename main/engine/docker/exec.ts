import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { problem, toProblem } from '../../../app/problem.ts';
import type { ExecOptions, ExecSession } from '../ports/containers.ts';
import { bounds } from './bounds.ts';
import type { EngineHttp } from './http.ts';
import { figure, record, text } from './parse.ts';
import { fromSystem } from './problems.ts';
import { reads } from './reads.ts';

/** A resize is one message to the engine; it waits up to 10 s if the command has not quite started. */
const resizeTime = 10_000;
/** The engine notes the exit code a moment after the output ended; a whole second means it will not. */
const exitPolls = 20;
const pollPause = 50;

async function create(http: EngineHttp, id: string, config: object, signal: AbortSignal): Promise<string> {
  const path = `/containers/${encodeURIComponent(id)}/exec`;
  const made = text(
    record(await http.json({ method: 'POST', path, body: config }, signal, { bound: bounds.brief }))['Id'],
  );
  if (!/^\w{1,128}$/.test(made)) throw problem('internal', 'The engine did not say which command it made.');
  return made;
}

interface ExecState {
  readonly running: boolean;
  readonly exitCode: number | undefined;
}

async function inspect(http: EngineHttp, exec: string, signal: AbortSignal): Promise<ExecState> {
  const raw = record(await http.json({ method: 'GET', path: `/exec/${exec}/json` }, signal, { bound: bounds.brief }));
  return { running: raw['Running'] === true, exitCode: figure(raw['ExitCode']) };
}

/** Starts a command on a TTY. The signal ends the session's connection whenever it aborts. */
export async function openExec(
  http: EngineHttp,
  id: string,
  { command, env, cols, rows }: ExecOptions,
  signal: AbortSignal,
): Promise<ExecSession> {
  const attach = { AttachStdin: true, AttachStdout: true, AttachStderr: true, Tty: true };
  const exec = await create(http, id, { ...attach, Cmd: command, Env: env, ConsoleSize: [rows, cols] }, signal);
  // Docker 23 and later (API 1.42) start with this size; older ones ignore it and take the resize below.
  const body = { Detach: false, Tty: true, ConsoleSize: [rows, cols] };
  const socket = await http.upgrade({ method: 'POST', path: `/exec/${exec}/start`, body }, signal);
  const session = new TtySession(http, exec, socket, signal);
  // Never before the start (Docker then blocks for 10 s). A command that already ended has no size: not an error.
  session.resize(cols, rows).catch(() => {});
  return session;
}

class TtySession implements ExecSession {
  readonly output: AsyncIterable<Uint8Array>;
  readonly #http: EngineHttp;
  readonly #exec: string;
  readonly #socket: Socket;
  readonly #signal: AbortSignal;

  constructor(http: EngineHttp, exec: string, socket: Socket, signal: AbortSignal) {
    this.#http = http;
    this.#exec = exec;
    this.#socket = socket;
    this.#signal = signal;
    this.output = readOutput(socket, signal);
    // Keys are single bytes: Nagle's algorithm would hold each back for the answer to the one before.
    socket.setNoDelay(true);
  }

  write(data: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed || !this.#socket.writable) reject(problem('conflict', 'This shell has ended.'));
      else this.#socket.write(data, (error) => (error ? reject(fromSystem(error)) : resolve()));
    });
  }

  async resize(cols: number, rows: number): Promise<void> {
    // Docker answers 200, Podman 201.
    const query = { h: rows, w: cols };
    const path = `/exec/${this.#exec}/resize`;
    await this.#http.good({ method: 'POST', path, query }, this.#signal, { time: resizeTime });
  }

  async exitCode(): Promise<number | undefined> {
    for (let poll = 0; poll < exitPolls; poll += 1) {
      try {
        const { running, exitCode } = await inspect(this.#http, this.#exec, this.#signal);
        if (!running) return exitCode;
      } catch {
        return undefined;
      }
      await sleep(pollPause);
    }
    return undefined;
  }

  close(): void {
    this.#socket.destroy();
  }
}

/** The bytes a TTY prints, raw. Bounded by the socket's own buffer: while nobody reads, the command waits. */
async function* readOutput(socket: Socket, signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
  try {
    for await (const chunk of reads(socket, signal)) yield chunk;
  } catch (error) {
    // A shell whose engine died has ended, too; what the exit code is, nobody can say then.
    if (toProblem(error).code !== 'engine-unreachable') throw error;
  }
}

/**
 * Runs a command, throws its output away and waits for its exit code, as long as the command takes. Attached all the
 * same: of a detached command Podman never says that it ended.
 */
export async function runExec(
  http: EngineHttp,
  id: string,
  command: readonly string[],
  signal: AbortSignal,
): Promise<number> {
  const exec = await create(http, id, { AttachStdout: true, AttachStderr: true, Cmd: command }, signal);
  const body = { Detach: false, Tty: false };
  const stream = await http.stream({ method: 'POST', path: `/exec/${exec}/start`, body }, signal);
  for await (const _ of reads(stream, signal));
  for (;;) {
    const { running, exitCode } = await inspect(http, exec, signal);
    if (!running && exitCode !== undefined) return exitCode;
    await sleep(pollPause);
  }
}
