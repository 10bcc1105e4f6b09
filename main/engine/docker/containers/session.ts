import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LogSource } from '../../../../app/logs.ts';
import { problem, toProblem } from '../../../../app/rpc/problem.ts';
import type { PipedPart, ProcessSession } from '../../ports/containers.ts';
import type { EngineHttp } from '../http/http.ts';
import { fromSystem } from '../http/problems.ts';
import { reads } from '../http/reads.ts';
import { FrameParser, type FrameSink } from '../streams/frames.ts';

/** A resize is one message to the engine; it waits up to 10 s if the command has not quite started. */
const resizeTime = 10_000;
/** The engine notes the exit code a moment after the output ended; a whole second means it will not. */
const exitPolls = 20;
const pollPause = 50;

/**
 * Keys that nobody presses one after the other: Docker lets go of a process at its own two, Ctrl+P and Ctrl+Q, and keeps the
 * first of them back until it has seen the next. Programs want both. Podman hands on all keys to a main process.
 */
export const detachKeys = 'ctrl-^,ctrl-_,ctrl-^,ctrl-_,ctrl-^,ctrl-_';

/** What is at the other end, as the engine names it. */
export interface Process {
  readonly path: string;
  look(signal: AbortSignal): Promise<ProcessState>;
}

export interface ProcessState {
  readonly running: boolean;
  /** As the machine of the engine sees it; 0 before it is there. */
  readonly pid: number;
  readonly exitCode: number | undefined;
}

/** A process at the other end of a socket. */
export class SocketSession<Part> implements ProcessSession<Part> {
  output: AsyncIterable<Part>;
  readonly #http: EngineHttp;
  readonly #process: Process;
  readonly #socket: Socket;
  readonly #signal: AbortSignal;
  /** The size that is still to be told, and the end of telling. */
  #size: { readonly cols: number; readonly rows: number } | undefined;
  #resizing: Promise<void> | undefined;

  constructor(http: EngineHttp, process: Process, socket: Socket, output: AsyncIterable<Part>, signal: AbortSignal) {
    this.#http = http;
    this.#process = process;
    this.#socket = socket;
    this.#signal = signal;
    this.output = output;
    // Keys are single bytes: Nagle's algorithm would hold each back for the answer to the one before.
    socket.setNoDelay(true);
  }

  write(data: Uint8Array): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#socket.destroyed || !this.#socket.writable) reject(problem('conflict', 'exec-ended'));
      else this.#socket.write(data, (error) => (error ? reject(fromSystem(error)) : resolve()));
    });
  }

  endInput(): void {
    this.#socket.end();
  }

  resize(cols: number, rows: number): Promise<void> {
    this.#size = { cols, rows };
    this.#resizing ??= this.#tellSizes();
    return this.#resizing;
  }

  /** One at a time: each is a request of its own, and of two the older one might arrive last. */
  async #tellSizes(): Promise<void> {
    const path = `${this.#process.path}/resize`;
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

  async pid(signal: AbortSignal): Promise<number | undefined> {
    // Docker answers the start, and says that it runs, before there is a process.
    const { running, pid } = await this.#process.look(signal);
    return running && pid > 0 ? pid : undefined;
  }

  async exitCode(): Promise<number | undefined> {
    for (let poll = 0; poll < exitPolls; poll += 1) {
      try {
        const { running, exitCode } = await this.#process.look(this.#signal);
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
export async function* readOutput(socket: Socket, signal: AbortSignal): AsyncGenerator<Uint8Array, void> {
  try {
    for await (const chunk of reads(socket, signal)) yield chunk;
  } catch (error) {
    // A shell whose engine died has ended, too; what the exit code is, nobody can say then.
    if (toProblem(error).code !== 'engine-unreachable') throw error;
  }
}

/** The bytes that a process without a TTY prints, with where to. Bounded the same way. */
export async function* readParts(socket: Socket, signal: AbortSignal): AsyncGenerator<PipedPart, void> {
  const parts = new Parts();
  // Podman before 5 puts the ends of lines that it replays behind their frames.
  const frames = new FrameParser(parts, { strayEnds: true });
  for await (const chunk of readOutput(socket, signal)) {
    frames.push(Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength));
    yield* parts.take();
  }
}

/** What one chunk of the stream held. */
class Parts implements FrameSink {
  #parts: PipedPart[] = [];

  take(): readonly PipedPart[] {
    const taken = this.#parts;
    this.#parts = [];
    return taken;
  }

  start(): void {}

  data(source: LogSource, chunk: Buffer, from: number, to: number): void {
    if (to > from) this.#parts.push({ source, data: chunk.subarray(from, to) });
  }

  end(): void {}
}
