import { setTimeout as sleep } from 'node:timers/promises';
import { ProblemError } from '../../../../app/rpc/problem.ts';
import { type BodySink, ChunkedBody } from './chunked.ts';
import { engineLost, fromStatus, notAnEngine } from './problems.ts';
import type { RawSocket } from './raw-socket.ts';
import { parseHead, type ResponseHead } from './response-head.ts';

/** A head of more bytes than this is none; those of interim answers count too. */
const mostHead = 64 * 1024;
/** Of an error's body the beginning is enough. */
const mostError = 64 * 1024;
/**
 * Engines send a chunk per line. After a read shorter than this a millisecond is left for more to gather: a tenth of the
 * reads, and the engine, interrupted less, is done sooner than when `docker logs` reads it (`log-read` in `e2e/bench`).
 */
const shortRead = 16 * 1024;

/** The answer to a GET whose body goes on and on, read past Node's HTTP parser: that costs more than all the rest. */
export class RawResponse {
  readonly #socket: RawSocket;
  #pending: { from: number; to: number };
  #chunked: boolean;
  /** Bytes of a body of known length that are still to come. */
  #left: number;

  private constructor(socket: RawSocket, head: ResponseHead, rest: { from: number; to: number }) {
    this.#socket = socket;
    this.#pending = rest;
    this.#chunked = head.chunked;
    this.#left = head.length ?? Number.POSITIVE_INFINITY;
  }

  /** Sends the request and reads the head. Throws the problem of a bad status or of the connection, and closes that then. */
  static async get(socket: RawSocket, target: string): Promise<RawResponse> {
    try {
      socket.write(`GET ${target} HTTP/1.1\r\nHost: ${socket.host}\r\nConnection: close\r\n\r\n`);
      const { head, from, to } = await readHead(socket);
      const response = new RawResponse(socket, head, { from, to });
      if (head.status >= 200 && head.status < 300) return response;
      throw fromStatus(head.status, await response.#words());
    } catch (error) {
      socket.close();
      throw error;
    }
  }

  /** Gives the body to `sink` and yields after each read. Throws `engine-unreachable` when it breaks off. */
  async *read(sink: BodySink): AsyncGenerator<void, void> {
    const body = this.#chunked ? new ChunkedBody(sink) : undefined;
    try {
      let { from, to } = this.#pending;
      for (;;) {
        const { bytes } = this.#socket;
        if (body) pushed(body, bytes, from, to);
        else this.#plain(sink, bytes, from, to);
        if (to > from) yield;
        if (body?.done || this.#left === 0) return;
        if (to - from < shortRead) await sleep(1);
        from = 0;
        to = await this.#socket.read();
        if (to > 0) continue;
        // Only a body of unknown length ends with its connection.
        if (body || this.#left !== Number.POSITIVE_INFINITY) throw engineLost();
        return;
      }
    } finally {
      this.#socket.close();
    }
  }

  #plain(sink: BodySink, bytes: Buffer, from: number, to: number): void {
    const end = Math.min(to, from + this.#left);
    if (end > from) sink(bytes, from, end);
    this.#left -= end - from;
  }

  async #words(): Promise<string> {
    const pieces: Buffer[] = [];
    let size = 0;
    const reading = this.read((bytes, from, to) => {
      size += to - from;
      if (size <= mostError) pieces.push(Buffer.from(bytes.subarray(from, to)));
    });
    try {
      for await (const _ of reading) if (size > mostError) break;
    } catch {
      // What there is of a sentence is better than that it broke off.
    }
    return Buffer.concat(pieces).toString();
  }
}

function pushed(body: ChunkedBody, bytes: Buffer, from: number, to: number): void {
  try {
    body.push(bytes, from, to);
  } catch (error) {
    if (error instanceof ProblemError) throw error;
    throw notAnEngine(error instanceof Error ? error.message : String(error));
  }
}

/** Reads up to the head of the answer itself: `100 Continue` and the like come before it. */
async function readHead(socket: RawSocket): Promise<{ head: ResponseHead; from: number; to: number }> {
  let text = '';
  let read = 0;
  for (;;) {
    const size = await socket.read();
    if (size === 0) throw read === 0 ? engineLost() : notAnEngine(text.slice(0, 200));
    read += size;
    /** Bytes of `text` that are older than the socket's buffer; negative where newer ones are used up. */
    let before = text.length;
    text += socket.bytes.toString('latin1', 0, size);
    const { head, end } = lastHead(text);
    text = text.slice(end);
    before -= end;
    if (head) return { head, from: -before, to: size };
    if (read > mostHead || !'HTTP/'.startsWith(text.slice(0, 5)) || loneLineFeed.test(text.slice(-size - 1)))
      throw notAnEngine(text.slice(0, 200));
  }
}

/** A head has CRs before its LFs; without them its end would be waited for. */
const loneLineFeed = /[^\r]\n/;

/** The head of the answer, if it is there, and where what was read of the text ends. Throws at what is none. */
function lastHead(text: string): { readonly head?: ResponseHead; readonly end: number } {
  for (let end = 0; ; ) {
    const next = text.indexOf('\r\n\r\n', end);
    if (next < 0) return { end };
    const head = parseHead(text.slice(end, next));
    if (head.status === 101) throw notAnEngine('unexpected upgrade');
    end = next + 4;
    if (head.status >= 200) return { head, end };
  }
}
