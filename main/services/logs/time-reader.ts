import { type LogBlock, lineCount, wordsPerLine } from '../../engine/log-block.ts';
import type { LogOptions } from '../../engine/ports/containers.ts';
import { between, LogCursor, type Moment, rotated } from './cursor.ts';
import type { LogSink } from './sink.ts';

type Read = (options: LogOptions, signal: AbortSignal) => AsyncIterable<LogBlock>;

/** A stream that is at the second where the log ended says no more for so long, in ms, when it has caught up. */
const caughtUpAfter = 200;
/** Shortest time between two tellings of how far it is, in ms. */
const tellEvery = 200;

/** Whether an engine writes times to the second only, as Podman does. */
export function hasWholeSeconds({ index }: LogBlock): boolean {
  for (let word = 2; word < index.length; word += wordsPerLine) if (index[word] !== 0) return false;
  return index.length > 0;
}

/**
 * Follows a log by time alone, for engines that write times to the second: thousands of lines share one there, so that a
 * tail's place cannot be told, and Podman 4's tails join the wrong parts of lines. One stream brings what was printed
 * before and what is printed; until it has caught up, a tail stands in for the log.
 */
export class TimeReader {
  readonly #read: Read;
  readonly #sink: LogSink;
  readonly #changed: () => void;
  #lines = 0;
  #toldAt = 0;
  #behind = false;
  #kept: Moment | undefined;
  /** The second in which the log ended when it was begun. */
  #end = 0;
  #timer: NodeJS.Timeout | undefined;

  constructor(read: Read, sink: LogSink, changed: () => void) {
    this.#read = read;
    this.#sink = sink;
    this.#changed = changed;
  }

  /** What was printed before is still being read. */
  get behind(): boolean {
    return this.#behind;
  }

  /** Lines read so far. */
  get lines(): number {
    return this.#lines;
  }

  /** Begins. `tail`: the end of the engine's log; `whole`: all of it. */
  async place(tail: LogBlock, whole: boolean): Promise<void> {
    this.#kept = await this.#sink.moment(this.#sink.spool);
    this.#end = tail.index.at(1 - wordsPerLine) ?? 0;
    this.#behind = true;
    if (this.#kept || whole || this.#sink.hasTail) return;
    await this.#sink.beginTail();
    await this.#sink.append(tail);
  }

  /** Reads from where the spool ends until the stream does. */
  async follow(signal: AbortSignal): Promise<void> {
    const cursor = this.#kept && new LogCursor(this.#kept);
    const options = { tail: 'all', follow: true, ...(cursor ? { since: cursor.since } : {}) } as const;
    try {
      for await (const block of this.#read(options, signal)) {
        const fresh = cursor ? cursor.fresh(block) : block;
        if (fresh && cursor?.missed)
          await this.#sink.spool.mark({ kind: 'gap', reason: rotated, ...between(cursor, fresh) });
        if (fresh) await this.#append(fresh);
        if (this.#behind) this.#look(block);
      }
      await this.#caughtUp();
    } finally {
      clearTimeout(this.#timer);
    }
  }

  /** The engine has nothing more to give: of the tail stays what was printed after the last line that was read. */
  async giveUp(): Promise<void> {
    const { spool, hasTail, shown } = this.#sink;
    if (!this.#behind || !hasTail) return;
    const last = spool.last;
    if (last) await spool.mark({ kind: 'gap', reason: 'the container was removed before its log was read' });
    const skip = last ? (await shown.seekTime(last[0] + 1, 0)) - shown.first : 0;
    await this.#sink.join(skip);
    this.#behind = false;
    this.#changed();
  }

  async #append(block: LogBlock): Promise<void> {
    if (this.#sink.hasTail && this.#behind) await this.#sink.fill(block);
    else await this.#sink.append(block);
    this.#lines += lineCount(block);
    if (!this.#behind || performance.now() - this.#toldAt < tellEvery) return;
    this.#toldAt = performance.now();
    this.#changed();
  }

  /** Past the second in which the log ended it has caught up; in it, when nothing more comes. */
  #look({ index }: LogBlock): void {
    clearTimeout(this.#timer);
    const seconds = index.at(1 - wordsPerLine) ?? 0;
    if (seconds < this.#end) return;
    this.#timer = setTimeout(() => void this.#caughtUp(), seconds > this.#end ? 0 : caughtUpAfter);
  }

  async #caughtUp(): Promise<void> {
    if (!this.#behind) return;
    this.#behind = false;
    if (this.#sink.hasTail) await this.#sink.dropTail();
    this.#changed();
  }
}
