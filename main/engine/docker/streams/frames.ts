import type { LogSource } from '../../../../app/logs.ts';
import { problem } from '../../../../app/rpc/problem.ts';

/** Told what a multiplexed stream holds, in its order: `chunk[from…to)` is only good during the call. */
export interface FrameSink {
  start(source: LogSource): void;
  data(source: LogSource, chunk: Buffer, from: number, to: number): void;
  end(source: LogSource): void;
}

const headerSize = 8;
/** Enough of the engine's own error (a frame of type 3) to show. */
const maxErrorWords = 2_000;
const systemError = 3;
/** No header begins with it. */
const lineEnd = 10;

/**
 * The multiplexed stream of `attach` and `logs` without a TTY: a header (type, three zeros, length as 32 bits big
 * endian), then that many bytes, again and again. A byte state machine: chunks may be cut anywhere and payloads are
 * passed on as they come, so what it holds never exceeds a header and an error sentence, whatever length is claimed.
 */
export class FrameParser {
  readonly #sink: FrameSink;
  readonly #strayEnds: boolean;
  readonly #header = Buffer.alloc(headerSize);
  #have = 0;
  #left = 0;
  #source: LogSource = 'stdout';
  #error: Buffer[] | undefined;
  #errorSize = 0;

  /** @param strayEnds whether line ends may stand between frames: they belong to what is before them */
  constructor(sink: FrameSink, { strayEnds = false } = {}) {
    this.#sink = sink;
    this.#strayEnds = strayEnds;
  }

  /** Throws a ProblemError at a header that no engine sends, and for the engine's own error. */
  push(chunk: Buffer, from = 0, to = chunk.length): void {
    let at = from;
    while (at < to) {
      if (this.#have === 0 && this.#strayEnds && chunk[at] === lineEnd) {
        this.#sink.data(this.#source, chunk, at, at + 1);
        at += 1;
      } else if (this.#have < headerSize) {
        const end = Math.min(to, at + headerSize - this.#have);
        this.#have += chunk.copy(this.#header, this.#have, at, end);
        at = end;
        if (this.#have === headerSize) this.#begin();
      } else {
        const end = Math.min(to, at + this.#left);
        this.#payload(chunk, at, end);
        this.#left -= end - at;
        at = end;
      }
      if (this.#have === headerSize && this.#left === 0) this.#finish();
    }
  }

  #begin(): void {
    const type = this.#header.readUInt8(0);
    if (type > systemError || this.#header.readUIntBE(1, 3) !== 0) {
      throw problem('internal', 'log-damaged', {
        detail: `frame header ${this.#header.toString('hex')}`,
      });
    }
    this.#left = this.#header.readUInt32BE(4);
    if (type === systemError) {
      this.#error = [];
      return;
    }
    this.#source = type === 2 ? 'stderr' : 'stdout';
    this.#sink.start(this.#source);
  }

  #payload(chunk: Buffer, from: number, to: number): void {
    if (!this.#error) {
      this.#sink.data(this.#source, chunk, from, to);
      return;
    }
    if (this.#errorSize >= maxErrorWords) return;
    this.#error.push(Buffer.from(chunk.subarray(from, Math.min(to, from + maxErrorWords - this.#errorSize))));
    this.#errorSize += to - from;
  }

  #finish(): void {
    this.#have = 0;
    if (!this.#error) {
      this.#sink.end(this.#source);
      return;
    }
    const detail = Buffer.concat(this.#error).toString().trim();
    throw problem('internal', 'log-unread', { detail });
  }
}
