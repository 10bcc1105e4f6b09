import type { LogSource } from '../../../../app/logs.ts';
import { problem, toProblem } from '../../../../app/rpc/problem.ts';
import { record, text } from '../../../base/json.ts';
import type { LogOptions } from '../../ports/containers.ts';
import {
  BlockBuilder,
  formatStamp,
  hasWholeSeconds,
  joinLines,
  type LogBlock,
  lineCount,
  sliceLines,
  wordsPerLine,
} from '../../ports/log-block.ts';
import type { EngineHttp } from '../http/http.ts';
import type { RawSocket } from '../http/raw-socket.ts';
import { FrameParser } from '../streams/frames.ts';
import { LineReader } from '../streams/lines.ts';
import { toSince } from '../streams/stamp.ts';

/** Bytes of a log stream → lines. A TTY's log has no frames in Docker's API. */
export class LogDecoder {
  readonly #lines = new BlockBuilder();
  readonly #readers: readonly LineReader[];
  readonly #frames: FrameParser | undefined;

  constructor(framed: boolean) {
    const stdout = new LineReader('stdout', framed, this.#lines);
    const stderr = new LineReader('stderr', framed, this.#lines);
    this.#readers = [stdout, stderr];
    const of = (source: LogSource) => (source === 'stdout' ? stdout : stderr);
    if (!framed) return;
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

/** Where a log is asked for, and whether it comes in frames. */
interface LogEndpoint {
  readonly api: 'docker' | 'libpod';
  readonly path: string;
  readonly framed: boolean;
  /** What is read now, and not followed, may end within a line that is still being written. */
  readonly open: boolean;
  /** Times to read from are rounded there. */
  readonly rounds: boolean;
}

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
  const way = http.way(signal);
  // That it cannot be made is told where it is used.
  way.catch(() => {});
  try {
    const { Config, HostConfig, State } = record(await http.json({ method: 'GET', path: `${path}/json` }, signal));
    const tty = record(Config)['Tty'] === true;
    driver = text(record(record(HostConfig)['LogConfig'])['Type']);
    const podman = (await http.agreed(signal)).libpod !== undefined;
    const open = podman && record(State)['Running'] === true;
    const endpoint = { ...endpointOf(`${path}/logs`, tty, podman), open, rounds: podman };
    const read = (how: LogOptions, made?: RawSocket): AsyncGenerator<LogBlock> =>
      readOnce(http, endpoint, { how, made }, signal);
    const last = new LastSeen();
    for await (const block of read(options, await way)) {
      if (options.follow) last.note(block);
      yield block;
    }
    if (!options.follow || signal.aborted) return;
    for await (const rest of missed(read, last, options)) if (!signal.aborted) yield rest;
  } catch (error) {
    if (!signal.aborted) throw ofDriver(error, driver);
  } finally {
    way.then((made) => made.close()).catch(() => {});
  }
}

/**
 * Podman stamps each part of a line that was written in parts, and without frames nothing tells such a stamp from what
 * was printed. Its own API frames each part, also of a TTY.
 */
function endpointOf(path: string, tty: boolean, podman: boolean): Omit<LogEndpoint, 'open' | 'rounds'> {
  return tty && podman ? { api: 'libpod', path, framed: true } : { api: 'docker', path, framed: !tty };
}

/** Docker answers 501 for a log that its driver does not give back: `none`, and those that only send it on; Podman 500. */
function ofDriver(error: unknown, driver: string): unknown {
  const { code, detail } = toProblem(error);
  const unreadable = code === 'unsupported' || (code === 'internal' && driver === 'none');
  // Without a driver the container itself could not be read.
  if (!unreadable || driver === '') return error;
  return problem('unsupported', 'log-driver', {
    params: { driver },
    ...(detail === undefined ? {} : { detail }),
  });
}

async function* readOnce(
  http: EngineHttp,
  { api, path, framed, open, rounds }: LogEndpoint,
  { how: options, made }: { readonly how: LogOptions; readonly made?: RawSocket | undefined },
  signal: AbortSignal,
): AsyncGenerator<LogBlock, void> {
  const decoder = new LogDecoder(framed);
  const response = await http.raw(
    { api, path, query: queryOf(options, rounds ? aLittleBefore : (since) => since) },
    signal,
    made,
  );
  for await (const _ of response.read(decoder.push)) {
    const block = decoder.take();
    if (block) yield block;
  }
  // Podman writes each part of a line down as it comes, Docker a line when it has ended.
  if (open && !options.follow) return;
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

function queryOf(
  { tail, since, follow }: LogOptions,
  fromTime: (since: string) => string,
): Record<string, string | number> {
  const from = since === undefined ? undefined : toSince(since);
  if (since !== undefined && from === undefined) throw problem('invalid-input', 'log-time-invalid');
  const more = from === undefined ? {} : { since: fromTime(from) };
  return { stdout: 1, stderr: 1, timestamps: 1, follow: follow ? 1 : 0, tail, ...more };
}

/**
 * A microsecond earlier than `seconds.nanoseconds`: Podman reads such a time as a floating point number, which may be a
 * tenth of that too late, and would leave out what was written just then.
 */
function aLittleBefore(since: string): string {
  const [seconds = '', nanos = ''] = since.split('.');
  const before = BigInt(seconds + nanos) - 1000n;
  return before < 0n
    ? since
    : String(before)
        .padStart(10, '0')
        .replace(/\d{9}$/, '.$&');
}
