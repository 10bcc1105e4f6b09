import { Bell } from '../../base/live.ts';
import type { ExecSession, PipedSession } from '../../engine/ports/containers.ts';

/** Bytes that wait for whoever reads; past that the process waits. What is typed is echoed all the same: it is little. */
const mostWaiting = 64 * 1024;
/** Characters of a line, as a terminal of the kernel has it; what is typed beyond is not taken. */
const longestLine = 4096;

const [cr, lf] = [13, 10];
/** Ctrl+D: sends what there is of a line, and says that nothing more comes where there is none. */
const endOfInput = '\u0004';

/** What a program says of its errors is red and slanted. */
const errorBegin = Buffer.from('\u001b[3;31m');
const errorEnd = Buffer.from('\u001b[23;39m');

/** Sequences that keys send and that mean nothing in a line: arrows, function keys. */
const keySequence = /\u001b(?:\[[0-9;?<]*[ -/]*[@-~]|O[@-~]|[^[O])?/g;

/**
 * A process without a TTY as if it had a simple one: lines end as screens want it, error output is marked, and what is typed is
 * edited and echoed here and sent line by line.
 */
export class LineMode implements ExecSession {
  readonly output: AsyncIterable<Uint8Array>;
  readonly #session: PipedSession;
  readonly #chunks: Uint8Array[] = [];
  readonly #arrived = new Bell();
  readonly #taken = new Bell();
  readonly #over = new AbortController();
  readonly #decoder = new TextDecoder();
  #waiting = 0;
  #line = '';
  #lastByte = 0;
  #failure: { readonly error: unknown } | undefined;
  #hasEnded = false;

  constructor(session: PipedSession) {
    this.#session = session;
    this.output = this.#read();
    void this.#pump();
  }

  /** Takes keys; resolves when the lines that they end are with the engine. */
  async write(data: Uint8Array): Promise<void> {
    const keys = this.#decoder.decode(data, { stream: true }).replace(keySequence, '');
    let lines = '';
    for (const key of keys) {
      if (key === endOfInput && this.#line === '') {
        await this.#send(lines);
        lines = '';
        this.#session.endInput();
      } else {
        lines += this.#press(key);
      }
    }
    await this.#send(lines);
  }

  endInput(): void {
    this.#session.endInput();
  }

  /** Without a TTY there is nothing that has a size. */
  async resize(): Promise<void> {}

  pid(signal: AbortSignal): Promise<number | undefined> {
    return this.#session.pid(signal);
  }

  exitCode(): Promise<number | undefined> {
    return this.#session.exitCode();
  }

  close(): void {
    this.#over.abort();
    this.#session.close();
  }

  /** What a key does; returns what is to be sent. */
  #press(key: string): string {
    switch (key) {
      case '\r':
      case '\n': {
        const line = `${this.#line}\n`;
        this.#line = '';
        this.#echo('\r\n');
        return line;
      }
      case '\u007f':
      case '\b':
        this.#erase(1);
        return '';
      case '\u0015': // Ctrl+U
        this.#erase(Infinity);
        return '';
      case '\u0003': // Ctrl+C: there is no TTY that would make a signal of it
        this.#line = '';
        this.#echo('^C\r\n');
        return '';
      case endOfInput: {
        const line = this.#line;
        this.#line = '';
        return line;
      }
      default:
        if (this.#line.length >= longestLine || /[^\P{Cc}\t]/u.test(key)) return '';
        this.#line += key;
        this.#echo(key);
        return '';
    }
  }

  async #send(lines: string): Promise<void> {
    if (lines !== '') await this.#session.write(Buffer.from(lines));
  }

  #erase(count: number): void {
    const characters = [...this.#line];
    const kept = characters.slice(0, Math.max(0, characters.length - count));
    this.#echo('\b \b'.repeat(characters.length - kept.length));
    this.#line = kept.join('');
  }

  #echo(text: string): void {
    if (text !== '') this.#push(Buffer.from(text));
  }

  #push(chunk: Uint8Array): void {
    this.#chunks.push(chunk);
    this.#waiting += chunk.byteLength;
    this.#lastByte = chunk.at(-1) ?? this.#lastByte;
    this.#arrived.ring();
  }

  async #pump(): Promise<void> {
    const { signal } = this.#over;
    try {
      for await (const { source, data } of this.#session.output) {
        const lines = withReturns(data, this.#lastByte);
        this.#push(source === 'stderr' ? Buffer.concat([errorBegin, lines, errorEnd]) : lines);
        while (this.#waiting > mostWaiting && !signal.aborted) await this.#taken.wait(signal);
        if (signal.aborted) break;
      }
    } catch (error) {
      this.#failure = { error };
    }
    this.#hasEnded = true;
    this.#arrived.ring();
  }

  async *#read(): AsyncGenerator<Uint8Array, void> {
    const { signal } = this.#over;
    while (!signal.aborted) {
      const chunk = this.#chunks.shift();
      if (chunk) {
        this.#waiting -= chunk.byteLength;
        this.#taken.ring();
        yield chunk;
      } else if (this.#failure) {
        throw this.#failure.error;
      } else if (this.#hasEnded) {
        return;
      } else {
        await this.#arrived.wait(signal);
      }
    }
  }
}

/** With a carriage return before each line feed that has none. */
function withReturns(data: Uint8Array, before: number): Uint8Array {
  let bare = 0;
  for (let at = 0; at < data.length; at += 1) if (isBare(data, at, before)) bare += 1;
  if (bare === 0) return data;
  const out = new Uint8Array(data.length + bare);
  let to = 0;
  for (let at = 0; at < data.length; at += 1) {
    if (isBare(data, at, before)) out[to++] = cr;
    out[to++] = data[at] ?? 0;
  }
  return out;
}

function isBare(data: Uint8Array, at: number, before: number): boolean {
  return data[at] === lf && (at === 0 ? before : data[at - 1]) !== cr;
}
