import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogSource } from '../../../app/logs.ts';
import { problem, toProblem } from '../../../app/problem.ts';
import { figure, record, text } from '../../json.ts';
import type { CommandResult, ExecOptions, ExecSession, RunOptions } from '../ports/containers.ts';
import { bounds } from './bounds.ts';
import { FrameParser, type FrameSink } from './frames.ts';
import type { EngineHttp } from './http.ts';
import { fromSystem } from './problems.ts';
import { reads } from './reads.ts';

/** A resize is one message to the engine; it waits up to 10 s if the command has not quite started. */
const resizeTime = 10_000;
/** The engine notes the exit code a moment after the output ended; a whole second means it will not. */
const exitPolls = 20;
const pollPause = 50;
/** Bytes kept of what a command without a TTY prints: such commands are ours and print little. */
const maxOutput = 64 * 1024;

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
  /** As the machine of the engine sees it; 0 before it is there. */
  readonly pid: number;
  readonly exitCode: number | undefined;
}

async function inspect(http: EngineHttp, exec: string, signal: AbortSignal): Promise<ExecState> {
  const raw = record(await http.json({ method: 'GET', path: `/exec/${exec}/json` }, signal, { bound: bounds.brief }));
  return { running: raw['Running'] === true, pid: figure(raw['Pid']) ?? 0, exitCode: figure(raw['ExitCode']) };
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
  /** The size that is still to be told, and the end of telling. */
  #size: { readonly cols: number; readonly rows: number } | undefined;
  #resizing: Promise<void> | undefined;

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

  resize(cols: number, rows: number): Promise<void> {
    this.#size = { cols, rows };
    this.#resizing ??= this.#tellSizes();
    return this.#resizing;
  }

  /** One at a time: each is a request of its own, and of two the older one might arrive last. */
  async #tellSizes(): Promise<void> {
    const path = `/exec/${this.#exec}/resize`;
    try {
      while (this.#size) {
        const { cols, rows } = this.#size;
        this.#size = undefined;
        // Docker answers 200, Podman 201.
        const request = { method: 'POST', path, query: { h: rows, w: cols } } as const;
        await this.#http.good(request, this.#signal, { time: resizeTime }).catch((error: unknown) => {
          if (!this.#size) throw error;
        });
      }
    } finally {
      this.#resizing = undefined;
    }
  }

  async isRunning(signal: AbortSignal): Promise<boolean> {
    // Docker answers the start, and says that it runs, before there is a process.
    const { running, pid } = await inspect(this.#http, this.#exec, signal);
    return running && pid > 0;
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
 * Runs a command and waits for its end, as long as it takes. Attached whether it prints or not: of a detached command
 * Podman never says that it ended.
 */
export async function runExec(
  http: EngineHttp,
  id: string,
  { command, env, user }: RunOptions,
  signal: AbortSignal,
): Promise<CommandResult> {
  const config = {
    AttachStdout: true,
    AttachStderr: true,
    Cmd: command,
    ...(env && { Env: env }),
    ...(user && { User: user }),
  };
  const exec = await create(http, id, config, signal);
  const body = { Detach: false, Tty: false };
  const stream = await http.stream({ method: 'POST', path: `/exec/${exec}/start`, body }, signal);
  const output = new Output();
  const frames = new FrameParser(output);
  for await (const chunk of reads(stream, signal)) frames.push(chunk);
  for (;;) {
    const { running, exitCode } = await inspect(http, exec, signal);
    if (!running && exitCode !== undefined) return { exitCode, output: output.text };
    await sleep(pollPause);
  }
}

/** The beginning of a command's standard output. */
class Output implements FrameSink {
  #bytes = Buffer.alloc(0);

  get text(): string {
    return this.#bytes.toString();
  }

  start(): void {}

  data(source: LogSource, chunk: Buffer, from: number, to: number): void {
    const end = Math.min(to, from + maxOutput - this.#bytes.length);
    if (source === 'stdout' && end > from) this.#bytes = Buffer.concat([this.#bytes, chunk.subarray(from, end)]);
  }

  end(): void {}
}
