import { type LogBlock, lastStamp } from '../../../engine/ports/log-block.ts';
import { LogCursor, type Moment } from './cursor.ts';
import type { ReadLog } from './filler.ts';
import { removedUnread, rotated } from './gaps.ts';
import { ReadProgress } from './progress.ts';
import type { LogSink } from './sink.ts';

/** A stream that is at the second where the log ended says no more for so long, in ms, when it has caught up. */
const caughtUpAfter = 200;

/** Where its lines go, and what becomes of marks. */
interface TimeTarget {
  /** Takes lines that are shown. */
  append(block: LogBlock): Promise<void>;
  /** What was printed before is there, and with it the place of marks up to a number. */
  due(marks: number): Promise<void>;
}

/**
 * Follows a log by time alone, for engines that write times to the second: thousands of lines share one there, so that a
 * tail's place cannot be told; and for Podman: a tail that is followed has gaps there, and Podman 4's join the wrong parts. One stream brings what was printed
 * before and what is printed; until it has caught up, a tail stands in for the log.
 */
export class TimeReader {
  readonly #read: ReadLog;
  readonly #sink: LogSink;
  readonly #changed: () => void;
  readonly #target: TimeTarget;
  readonly #progress: ReadProgress;
  #behind = false;
  #kept: Moment | undefined;
  /** The second in which the log ended when it was begun. */
  #end = 0;
  #timer: NodeJS.Timeout | undefined;
  /** Number after the last mark that has its place before what was read when it was begun. */
  #due = 0;

  constructor(read: ReadLog, sink: LogSink, changed: () => void, target: TimeTarget) {
    this.#read = read;
    this.#sink = sink;
    this.#changed = changed;
    this.#target = target;
    this.#progress = new ReadProgress(changed);
  }

  /** What was printed before is still being read. */
  get behind(): boolean {
    return this.#behind;
  }

  /** Lines of the past that were read so far. */
  get lines(): number {
    return this.#progress.lines;
  }

  /** Begins. `tail`: the end of the engine's log; `whole`: all of it. */
  async place(tail: LogBlock, whole: boolean): Promise<void> {
    this.#kept = await this.#sink.moment(this.#sink.spool);
    this.#end = lastStamp(tail).seconds;
    this.#behind = true;
    if (this.#kept || whole || this.#sink.hasTail) return;
    await this.#sink.beginTail();
    await this.#sink.append(tail);
  }

  /** Reads from where the spool ends until the stream does. Marks up to number `due` belong to what was printed before. */
  async follow(due: number, signal: AbortSignal): Promise<void> {
    this.#due = due;
    const cursor = this.#kept && new LogCursor(this.#kept);
    const options = { tail: 'all', follow: true, ...(cursor ? { since: cursor.since } : {}) } as const;
    try {
      for await (const block of this.#read(options, signal)) {
        const fresh = cursor ? cursor.fresh(block) : block;
        if (fresh && cursor?.missed) await this.#sink.spool.mark(rotated(cursor, fresh));
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
    if (last) await spool.mark(removedUnread);
    const skip = last ? (await shown.seekTime(last.seconds + 1, 0)) - shown.first : 0;
    await this.#sink.join(skip);
    this.#behind = false;
    this.#changed();
  }

  async #append(block: LogBlock): Promise<void> {
    if (this.#sink.hasTail && this.#behind) await this.#sink.fill(block);
    else await this.#target.append(block);
    if (this.#behind) this.#progress.add(block);
  }

  /** Past the second in which the log ended it has caught up; in it, when nothing more comes. */
  #look(block: LogBlock): void {
    clearTimeout(this.#timer);
    const { seconds } = lastStamp(block);
    if (seconds < this.#end) return;
    this.#timer = setTimeout(() => void this.#caughtUp(), seconds > this.#end ? 0 : caughtUpAfter);
  }

  async #caughtUp(): Promise<void> {
    if (!this.#behind) return;
    this.#behind = false;
    if (this.#sink.hasTail) await this.#sink.dropTail();
    await this.#target.due(this.#due);
    this.#changed();
  }
}
