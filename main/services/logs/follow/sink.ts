import type { LogMark } from '../../../../app/logs.ts';
import { Listeners } from '../../../base/listeners.ts';
import {
  BlockBuilder,
  compareStamps,
  type LogBlock,
  lineBytes,
  lineCount,
  noStamp,
  type Stamp,
  sliceLines,
  stampAt,
  wordsPerLine,
} from '../../../engine/ports/log-block.ts';
import { RowFlag } from '../rows/flags.ts';
import { readMark } from '../rows/marks.ts';
import type { Spool } from '../store/spool.ts';
import type { Moment } from './cursor.ts';

/** Lines at once when a tail is moved into the spool. */
const moveStep = 2000;
/** Bytes of new lines that wait in memory while the history before them is read; then the engine's socket waits. */
const tailRoom = 8 * 1024 * 1024;
/** Lines to look back for an anchor; more lines than this in one nanosecond are not told apart. */
const lookBack = 32;
const longestLookBack = 1000;
/** Rows at once when lines of one time are counted; each may be a megabyte long. */
const momentStep = 64;
/** Marks that are remembered with their times. */
const mostEvents = 1000;

/** How the lines begin that stand in for a log while its history is read. */
export interface TailHead {
  /** Undefined where the first line may be the rest of a longer one: its pieces are cut elsewhere than the whole one's. */
  readonly first: Stamp | undefined;
  /** Lines that carry the first stamp. */
  readonly sharing: number;
  /** The stamp after it. */
  readonly second: Stamp | undefined;
}

/** Engines count messages, and cut lines into several from some kilobytes on. */
const uncutLine = 4096;

/**
 * Where a log's lines go: into its spool, or, while what was printed before them is still being read, into a tail in
 * memory that is shown meanwhile and joined to the spool afterwards. Everything is written in the order of the calls.
 */
export class LogSink {
  readonly spool: Spool;
  readonly #memory: () => Promise<Spool>;
  readonly #changed = new Listeners();
  #tail: Spool | undefined;
  #joined = gate();
  #queue: Promise<unknown> = Promise.resolve();
  #lastMark: LogMark | undefined;
  readonly #events: { readonly time: number; readonly mark: LogMark }[] = [];
  #epoch = 0;
  #shift: number | undefined = 0;

  private constructor(spool: Spool, memory: () => Promise<Spool>) {
    this.spool = spool;
    this.#memory = memory;
  }

  /** `memory` makes the tails. */
  static async open(spool: Spool, memory: () => Promise<Spool>): Promise<LogSink> {
    const sink = new LogSink(spool, memory);
    if (spool.end > spool.first) {
      const last = await spool.read(spool.end - 1, spool.end);
      if (lineCount(last) > 0) sink.#lastMark = readMark(last, 0);
    }
    return sink;
  }

  /** What is there to see. */
  get shown(): Spool {
    return this.#tail ?? this.spool;
  }

  get hasTail(): boolean {
    return this.#tail !== undefined;
  }

  /** Goes up when the rows that are shown get other numbers. */
  get epoch(): number {
    return this.#epoch;
  }

  /** What the numbers of the epoch before have to be raised by; undefined when those rows are gone. */
  get shift(): number | undefined {
    return this.#shift;
  }

  /** What happened while this was open; times in ms since the epoch, by this machine's clock. */
  get events(): readonly { readonly time: number; readonly mark: LogMark }[] {
    return this.#events;
  }

  /** Called when `shown` becomes another spool. Returns the end of that. */
  onSwitch(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  /** New lines. Resolves when there is room for more. */
  async append(block: LogBlock): Promise<void> {
    if (this.#tail && this.#tail.bytes > tailRoom) await this.#joined.opened;
    await this.#serial(() => {
      this.#lastMark = undefined;
      return this.shown.append(block);
    });
  }

  /** Lines of before the tail. */
  async fill(block: LogBlock): Promise<void> {
    await this.spool.append(block);
  }

  /** A mark after the last line, with the time of what it tells where that is known; not twice the same in a row. */
  async mark(mark: LogMark, at?: Stamp): Promise<void> {
    await this.#serial(async () => {
      if (this.#lastMark && isRepeated(this.#lastMark, mark)) return;
      this.#lastMark = mark;
      const stamp = this.#afterLast(at ?? now());
      // Where its row is, at the latest: whoever goes to this time finds it.
      this.#events.push({ time: stamp.seconds * 1000 + Math.floor(stamp.nanos / 1e6), mark });
      if (this.#events.length > mostEvents) this.#events.shift();
      await this.shown.mark(mark, stamp);
    });
  }

  /** The last lines that are kept of the container that is followed; undefined if there are none. */
  async anchor(of: Spool = this.shown): Promise<LogBlock | undefined> {
    for (let back = lookBack; ; back *= 4) {
      const from = Math.max(of.first, of.end - back);
      const { lines, complete } = ownLines(await of.read(from, of.end));
      const known = complete || from === of.first || back >= longestLookBack;
      if (known || (lines && !sharesOneStamp(lines))) return lines;
    }
  }

  /** When the last lines of the container that is followed were printed, and how many then; undefined if there are none. */
  async moment(of: Spool = this.shown): Promise<Moment | undefined> {
    let last: Stamp | undefined;
    let count = 0;
    for (let to = of.end; to > of.first; ) {
      const from = Math.max(of.first, to - momentStep);
      const rows = await of.read(from, to);
      for (let row = lineCount(rows) - 1; row >= 0; row -= 1) {
        const mark = readMark(rows, row);
        if (mark?.kind === 'recreated') return last && { ...last, count };
        if (mark) continue;
        const stamp = stampAt(rows, row);
        last ??= stamp;
        if (compareStamps(stamp, last) !== 0) return { ...last, count, before: stamp };
        count += 1;
      }
      to = from;
    }
    return last && { ...last, count };
  }

  /** Lets new lines stand in for the log until `join`. Rows that were shown are not shown meanwhile. */
  async beginTail(): Promise<void> {
    await this.#serial(async () => {
      this.#tail = await this.#memory();
      this.#joined = gate();
      this.#switched(undefined);
    });
  }

  /** Forgets the tail: the engine is going to send its lines once more. */
  async dropTail(): Promise<void> {
    await this.#serial(async () => {
      const tail = this.#tail;
      this.#tail = undefined;
      this.#joined.open();
      await tail?.close();
      this.#switched(undefined);
    });
  }

  /** How the tail begins; undefined when it cannot be recognised by its times. */
  async head(): Promise<TailHead | undefined> {
    const tail = this.#tail;
    if (!tail || tail.end === tail.first) return undefined;
    const { rows, seconds, nanos } = await tail.stamps(tail.first, tail.first + longestLookBack);
    const at = (n: number): Stamp => ({ seconds: seconds[n] ?? 0, nanos: nanos[n] ?? 0 });
    const first = at(0);
    if (first.seconds === 0) return undefined;
    let sharing = 1;
    while (sharing < rows.length && seconds[sharing] === first.seconds && nanos[sharing] === first.nanos) sharing += 1;
    const second = sharing < rows.length ? at(sharing) : undefined;
    const cut = mayBeCut(await tail.read(tail.first, tail.first + sharing));
    if (cut && !second) return undefined;
    return { first: cut ? undefined : first, sharing, second };
  }

  /** Moves the tail behind what was filled in, without its first `skip` rows, and shows the whole. */
  async join(skip = 0): Promise<void> {
    await this.#serial(async () => {
      const tail = this.#tail;
      if (!tail) return;
      for (let from = tail.first + skip; from < tail.end; from += moveStep) {
        await this.#move(await tail.read(from, Math.min(tail.end, from + moveStep)));
      }
      this.#tail = undefined;
      this.#joined.open();
      this.#switched(this.spool.end - tail.end);
      await tail.close();
    });
  }

  /** Rows of the tail into the spool, marks as marks. */
  async #move(rows: LogBlock): Promise<void> {
    let from = 0;
    for (let row = 0; row <= lineCount(rows); row += 1) {
      const mark = row < lineCount(rows) ? readMark(rows, row) : undefined;
      if (!mark && row < lineCount(rows)) continue;
      if (row > from) await this.spool.append(sliceLines(rows, from, row));
      if (mark) await this.spool.mark(mark, stampAt(rows, row));
      from = row + 1;
    }
  }

  /** Marks stand after the line before them also where the clocks of the engine and of this machine differ. */
  #afterLast(at: Stamp): Stamp {
    const last = this.shown.last ?? noStamp;
    return compareStamps(last, at) > 0 ? last : at;
  }

  #switched(shift: number | undefined): void {
    this.#epoch += 1;
    this.#shift = shift;
    this.#changed.fire();
  }

  #serial<T>(run: () => Promise<T>): Promise<T> {
    const result = this.#queue.then(run);
    this.#queue = result.catch(() => {});
    return result;
  }
}

/** The lines without marks, back to where another container's lines end; `complete` if that is in there. */
function ownLines(rows: LogBlock): { lines: LogBlock | undefined; complete: boolean } {
  const builder = new BlockBuilder();
  let complete = false;
  for (let row = 0; row < lineCount(rows); row += 1) {
    const flags = rows.index[row * wordsPerLine + 3] ?? 0;
    if (flags & RowFlag.mark) {
      if (readMark(rows, row)?.kind !== 'recreated') continue;
      builder.take();
      complete = true;
      continue;
    }
    const bytes = lineBytes(rows, row);
    const word = row * wordsPerLine;
    builder.add(bytes, 0, bytes.length, rows.index[word + 1] ?? 0, rows.index[word + 2] ?? 0, flags);
  }
  return { lines: builder.take(), complete };
}

/** Whether one of these lines is as long as what engines count several times. */
export function mayBeCut({ text, index }: LogBlock): boolean {
  for (let word = 0; word < index.length; word += wordsPerLine) {
    const next = index[word + wordsPerLine] ?? text.length;
    if (next - (index[word] ?? 0) > uncutLine) return true;
  }
  return false;
}

/** By this machine's clock. */
function now(): Stamp {
  const ms = Date.now();
  return { seconds: Math.floor(ms / 1000), nanos: (ms % 1000) * 1e6 };
}

function isRepeated(last: LogMark, mark: LogMark): boolean {
  if (mark.kind === 'health') return last.kind === 'health' && last.status === mark.status;
  return mark.kind === last.kind && mark.kind !== 'gap';
}

function sharesOneStamp(lines: LogBlock): boolean {
  const last = sliceLines(lines, lineCount(lines) - 1).index;
  const { index } = lines;
  return index[1] === last[1] && index[2] === last[2];
}

function gate(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}
