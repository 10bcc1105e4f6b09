import type { LogSource } from '../../../app/logs.ts';
import { problem, toProblem } from '../../../app/problem.ts';
import { record, text } from '../../json.ts';
import {
  BlockBuilder,
  formatStamp,
  hasWholeSeconds,
  joinLines,
  type LogBlock,
  lineCount,
  sliceLines,
  wordsPerLine,
} from '../log-block.ts';
import type { LogOptions } from '../ports/containers.ts';
import { FrameParser } from './frames.ts';
import type { EngineHttp } from './http.ts';
import { LineReader } from './lines.ts';
import { toSince } from './stamp.ts';

/** Bytes of a log stream → lines. A TTY's log has no frames. */
export class LogDecoder {
  readonly #lines = new BlockBuilder();
  readonly #readers: readonly LineReader[];
  readonly #frames: FrameParser | undefined;

  constructor(tty: boolean) {
    const stdout = new LineReader('stdout', !tty, this.#lines);
    const stderr = new LineReader('stderr', !tty, this.#lines);
    this.#readers = [stdout, stderr];
    const of = (source: LogSource) => (source === 'stdout' ? stdout : stderr);
    if (tty) return;
    this.#frames = new FrameParser({
      start: (source) => of(source).startFrame(),
      data: (source, bytes, from, to) => of(source).push(bytes, from, to),
      end: (source) => of(source).endFrame(),
    });
  }

  readonly push = (bytes: Buffer, from = 0, to = bytes.length): void => {
    if (this.#frames) this.#frames.push(bytes, from, to);
    else this.#readers[0]?.push(bytes, from, to);
  };

  /** At the stream's own end: a last line without a line end counts. */
  end(): void {
    for (const reader of this.#frames ? this.#readers : this.#readers.slice(0, 1)) reader.end();
  }

  /** The whole lines since the last time. */
  take(): LogBlock | undefined {
    return this.#lines.take();
  }
}

/** How far back to look for lines that a followed log left out. */
const lookBack = 100;
/** Bytes of them that are looked through at once; what is longer is read by its time. */
const mostLookBack = 16 * 1024 * 1024;

/**
 * A container's log, one block per read. The inspect decides whether it is framed: the content type of the log itself
 * varies between engines. When the connection breaks, an unfinished line is left out, so that reading on from the last
 * line's time brings it whole.
 */
export async function* readLogs(
  http: EngineHttp,
  id: string,
  options: LogOptions,
  signal: AbortSignal,
): AsyncGenerator<LogBlock, void> {
  const path = `/containers/${encodeURIComponent(id)}`;
  let driver = '';
  try {
    const { Config, HostConfig } = record(await http.json({ method: 'GET', path: `${path}/json` }, signal));
    const tty = record(Config)['Tty'] === true;
    driver = text(record(record(HostConfig)['LogConfig'])['Type']);
    const read = (how: LogOptions): AsyncGenerator<LogBlock> => readOnce(http, `${path}/logs`, tty, how, signal);
    const last = new LastSeen();
    for await (const block of read(options)) {
      if (options.follow) last.note(block);
      yield block;
    }
    if (!options.follow || signal.aborted) return;
    for await (const rest of missed(read, last, options)) if (!signal.aborted) yield rest;
  } catch (error) {
    if (!signal.aborted) throw ofDriver(error, driver);
  }
}

/** Docker answers 501 for a log that its driver does not give back: `none`, and those that only send it on; Podman 500. */
function ofDriver(error: unknown, driver: string): unknown {
  const { code, detail } = toProblem(error);
  const unreadable = code === 'unsupported' || (code === 'internal' && driver === 'none');
  // Without a driver the container itself could not be read.
  if (!unreadable || driver === '') return error;
  return problem('unsupported', `Its log driver “${driver}” keeps nothing that can be read.`, {
    ...(detail === undefined ? {} : { detail }),
    nextStep: 'Run it with a log driver such as json-file, local or journald to see what it prints.',
  });
}

async function* readOnce(
  http: EngineHttp,
  path: string,
  tty: boolean,
  options: LogOptions,
  signal: AbortSignal,
): AsyncGenerator<LogBlock, void> {
  const decoder = new LogDecoder(tty);
  const response = await http.raw({ path, query: queryOf(options) }, signal);
  for await (const _ of response.read(decoder.push)) {
    const block = decoder.take();
    if (block) yield block;
  }
  decoder.end();
  const rest = decoder.take();
  if (rest && !signal.aborted) yield rest;
}

/** The latest time of what was read, and how many lines have it: enough to tell what is new in a second reading. */
class LastSeen {
  #seconds = 0;
  #nanos = 0;
  #count = 0;
  #wholeSeconds = true;

  /** So are all times: they do not tell what was left out. */
  get wholeSeconds(): boolean {
    return !this.none && this.#wholeSeconds;
  }

  /** No line with a time was read. */
  get none(): boolean {
    return this.#seconds === 0;
  }

  get time(): string {
    return formatStamp(this.#seconds, this.#nanos);
  }

  note(block: LogBlock): void {
    const { index } = block;
    this.#wholeSeconds &&= hasWholeSeconds(block);
    for (let word = 0; word < index.length; word += wordsPerLine) {
      const order = this.#order(index, word);
      if (order > 0) {
        this.#seconds = index[word + 1] ?? 0;
        this.#nanos = index[word + 2] ?? 0;
        this.#count = 0;
      }
      if (order >= 0) this.#count += 1;
    }
  }

  /** Gives what is new in each block of a second reading. */
  unseen(): (block: LogBlock) => LogBlock {
    let again = 0;
    return (block) => {
      const fresh: LogBlock[] = [];
      for (let line = 0; line < lineCount(block); line += 1) {
        const order = this.#order(block.index, line * wordsPerLine);
        if (order === 0) again += 1;
        if (order > 0 || (order === 0 && again > this.#count)) fresh.push(sliceLines(block, line, line + 1));
      }
      return joinLines(fresh);
    };
  }

  #order(index: Uint32Array, word: number): number {
    return (index[word + 1] ?? 0) - this.#seconds || (index[word + 2] ?? 0) - this.#nanos;
  }
}

/**
 * What a followed log left out at its end: Docker ends it when the container ends, and in half of all cases has not
 * sent a last line that was written just then (20.10, json-file). The end of a log is read in 20 ms, however long it is.
 * Nothing where it cannot be read.
 */
async function* missed(
  read: (how: LogOptions) => AsyncIterable<LogBlock>,
  last: LastSeen,
  { tail }: LogOptions,
): AsyncGenerator<LogBlock, void> {
  if (last.wholeSeconds || (last.none && tail === 0)) return;
  try {
    const end = await gather(read({ tail: lookBack, follow: false }));
    const fresh = end && last.unseen()(end);
    const lines = fresh ? lineCount(fresh) : lookBack;
    if (lines === 0) return;
    if (fresh && (last.none || lines < lookBack)) {
      yield tail === 'all' || !last.none ? fresh : sliceLines(fresh, Math.max(0, lines - tail));
      return;
    }
    // Without a time to go by it would be the whole log once more.
    if (last.none) return;
    const unseen = last.unseen();
    for await (const block of read({ tail: 'all', since: last.time, follow: false })) {
      const more = unseen(block);
      if (lineCount(more) > 0) yield more;
    }
  } catch {
    // The log has ended well: that its end cannot be looked at again is no news.
  }
}

/** Undefined where it is too long. */
async function gather(blocks: AsyncIterable<LogBlock>): Promise<LogBlock | undefined> {
  const all: LogBlock[] = [];
  let bytes = 0;
  for await (const block of blocks) {
    bytes += block.text.length;
    if (bytes > mostLookBack) return undefined;
    all.push(block);
  }
  return joinLines(all);
}

function queryOf({ tail, since, follow }: LogOptions): Record<string, string | number> {
  const from = since === undefined ? undefined : toSince(since);
  if (since !== undefined && from === undefined) throw problem('invalid-input', 'That is not a time to read from.');
  return { stdout: 1, stderr: 1, timestamps: 1, follow: follow ? 1 : 0, tail, ...(from ? { since: from } : {}) };
}
