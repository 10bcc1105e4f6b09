import { type Problem, toProblem } from '../../../app/problem.ts';
import type { Connection } from '../../engine/connection.ts';
import type { EngineEvent } from '../../engine/engine.ts';
import {
  hasWholeSeconds,
  joinLines,
  type LogBlock,
  lastStamp,
  lineCount,
  sliceLines,
  stampAt,
} from '../../engine/log-block.ts';
import type { LogOptions } from '../../engine/ports/containers.ts';
import { Bell } from '../live.ts';
import { AnchorSearch, endOf, lineAfter } from './anchor.ts';
import { LogCursor } from './cursor.ts';
import { Filler } from './filler.ts';
import { rotated } from './gaps.ts';
import { PendingMarks, type PlacedMark } from './pending-marks.ts';
import { type Run, Runs } from './runs.ts';
import { type LogSink, mayBeCut } from './sink.ts';
import { TimeReader } from './time-reader.ts';

/** Lines of the past that are asked for first: they come in 20 ms, however long the log is. */
const tail = 1000;
/**
 * Bytes of them that are taken in at once: thousands of lines of any length that people read. One that never ends would
 * fill the memory, so longer ones go into the spool piece by piece, from their beginning.
 */
const mostPeek = 32 * 1024 * 1024;
/** How long to wait before asking again when an engine says "connected" but breaks every log stream. */
const retryDelay = 250;
/**
 * How long events may take to tell what was looked at, in ms. They always do; an engine that loses one must not stop the
 * log. An engine that is busy is slow, so this is long.
 */
const patience = 10_000;

export type FollowState = 'reading' | 'live' | 'stopped' | 'lost' | 'ended';

/**
 * Brings one container's log into a sink, each line once, across restarts of the container and of the engine, until the
 * container is removed or the signal aborts. The last lines come first; if there is more before them, they stand in
 * for the log while that is read.
 */
export class Follower {
  readonly #connection: Connection;
  readonly #id: string;
  readonly #sink: LogSink;
  readonly #signal: AbortSignal;
  readonly #changed: () => void;
  readonly #filler: Filler;
  readonly #byTime: TimeReader;
  /** What happened, for the one that follows: it hears of each at its next wait, whatever it did meanwhile. */
  readonly #bell = new Bell();
  /** The same for whoever waits for something in the middle of that, and looks before each wait. */
  readonly #news = new Bell();
  readonly #pending = new PendingMarks();
  readonly #runs = new Runs((mark) => this.#pending.add(mark));
  /** The container was heard to be gone. */
  #destroyed = false;
  /** What is pending includes the runs of all lines that are read now. */
  #sure = false;
  /** Number after the last mark before which all lines are read when the stream ends. */
  #covered = 0;
  #state: FollowState = 'reading';
  #problem: Problem | undefined;

  constructor(connection: Connection, id: string, sink: LogSink, changed: () => void, signal: AbortSignal) {
    this.#connection = connection;
    this.#id = id;
    this.#sink = sink;
    this.#signal = signal;
    this.#changed = changed;
    const read = (options: LogOptions, signal: AbortSignal) => this.#read(options, signal);
    this.#filler = new Filler(read, sink, changed);
    this.#byTime = new TimeReader(read, sink, changed, {
      append: (block) => this.#append(block),
      due: (end) => this.#put(this.#pending.takeTo(end)),
    });
  }

  /** `reading` also while new lines come but those before them are still being read. */
  get state(): FollowState {
    const behind = this.#filler.running || this.#byTime.behind;
    return this.#state === 'live' && behind ? 'reading' : this.#state;
  }

  /** Lines of the past that were read so far. */
  get filled(): number {
    return this.#filler.lines + this.#byTime.lines;
  }

  /** Why the log cannot be read. */
  get problem(): Problem | undefined {
    return this.#problem;
  }

  /** Resolves when the container is gone, its log cannot be read at all, or the signal aborts. */
  async run(): Promise<void> {
    const releases = [
      this.#connection.onStatus(() => this.#ring()),
      this.#connection.onEvent((event) => this.#hear(event)),
    ];
    try {
      await this.#follow();
    } catch (error) {
      if (!this.#signal.aborted) this.#problem = toProblem(error);
    } finally {
      for (const release of releases) release();
      await this.#filler.stop();
      this.#become('ended');
    }
  }

  #hear(event: EngineEvent): void {
    if (event.kind !== 'container' || event.id !== this.#id) return;
    const { action } = event;
    if (action === 'start' || action === 'die') this.#runs.hear({ ...event, action }, this.#connection.epoch);
    if (action === 'destroy') this.#destroyed = true;
    if (action === 'oom') void this.#sink.mark({ kind: 'oom' });
    const health = /^health_status: *(\w+)$/.exec(action)?.[1];
    if (health !== undefined) void this.#sink.mark({ kind: 'health', status: health });
    this.#ring();
  }

  #ring(): void {
    this.#bell.ring();
    this.#news.ring();
  }

  async #follow(): Promise<void> {
    while (!this.#signal.aborted) {
      if (!(await this.#connected())) return;
      const { epoch } = this.#connection;
      const end = await this.#session();
      if (this.#signal.aborted) return;
      if (end === 'lost') {
        this.#become('lost');
        await this.#sink.mark({ kind: 'engine-lost' });
        await this.#nextEpoch(epoch);
        if (!this.#signal.aborted) await this.#sink.mark({ kind: 'engine-back' });
        continue;
      }
      const now = end === 'removed' ? 'removed' : await this.#look();
      if (now === 'removed') return this.#end();
      const told = typeof now !== 'string' && (await this.#tellEnd());
      if (now === 'unknown' || this.#runs.running || this.#pending.size > 0) {
        // There are lines of a later run; or the engine broke off.
        if (!told && this.#pending.size === 0) await this.#nextEpoch(epoch);
        continue;
      }
      await this.#filler.done();
      this.#become('stopped');
      await this.#startedSince(epoch);
      await this.#tellEnd();
    }
  }

  /** The container is gone, and with it all that was not read. */
  async #end(): Promise<void> {
    await this.#wait(() => this.#destroyed);
    this.#runs.settle();
    await this.#byTime.giveUp();
    await this.#filler.giveUp();
    await this.#put(this.#pending.takeTo(this.#pending.end));
    await this.#sink.mark({ kind: 'removed' });
  }

  /**
   * The stream of the log has ended, and with it the run that it was opened in: tells that, and the start of the next.
   * What came after has its place between lines that are still to be read. Resolves with whether there was anything.
   */
  async #tellEnd(): Promise<boolean> {
    const { start } = this.#pending;
    await this.#put(this.#pending.takeTo(this.#covered));
    const next = this.#pending.next;
    if (next?.mark.kind === 'started' && this.#pending.start === this.#covered) {
      await this.#put(this.#pending.takeTo(this.#covered + 1));
    }
    return this.#pending.start > start;
  }

  /** To be called before the log is opened as a stream: it is going to be complete up to the end of the run that is on. */
  #opening(): void {
    this.#covered = this.#pending.end + (this.#runs.running ? 1 : 0);
    this.#sure = false;
  }

  /** One connection's worth of log: from where the last one stopped. */
  async #session(): Promise<'ended' | 'lost' | 'removed'> {
    try {
      // The first lines are shown at once: what happened before them is not told.
      const first = !this.#runs.known;
      const looking = this.#look();
      if (!first && (await looking) === 'removed') return 'removed';
      const due = this.#pending.end;
      const peek = await this.#peek();
      this.#sure = first;
      if (peek && peek !== 'too-long' && hasWholeSeconds(peek)) {
        await looking;
        await this.#byTime.place(peek, isWhole(peek));
        this.#become('live');
        this.#opening();
        await this.#byTime.follow(due, this.#signal);
        return 'ended';
      }
      if (peek !== 'too-long') await this.#place(peek);
      await this.#put(this.#pending.takeTo(due));
      await looking;
      this.#become('live');
      this.#opening();
      const blocks = peek === 'too-long' ? this.#onward() : this.#fresh(peek);
      for await (const block of blocks) await this.#append(block);
      return 'ended';
    } catch (error) {
      const { code } = toProblem(error);
      if (code === 'engine-unreachable' || code === 'cancelled') return 'lost';
      if (code === 'not-found') return 'removed';
      // It is just being removed, or made: looking tells.
      if (code === 'conflict' || code === 'in-use') return 'ended';
      throw error;
    }
  }

  async #peek(): Promise<LogBlock | undefined | 'too-long'> {
    const blocks: LogBlock[] = [];
    let bytes = 0;
    for await (const block of this.#read({ tail, follow: false }, this.#signal)) {
      bytes += block.text.length;
      if (bytes > mostPeek) return 'too-long';
      blocks.push(block);
    }
    return blocks.length > 0 ? joinLines(blocks) : undefined;
  }

  /** From where what is kept ends, without a look at the engine's end: by time, or from the beginning. */
  async *#onward(): AsyncGenerator<LogBlock, void> {
    if (this.#sink.hasTail) this.#filler.start();
    if (await this.#sink.moment()) yield* this.#since();
    else yield* this.#read({ tail: 'all', follow: true }, this.#signal);
  }

  /** Puts the end of the engine's log behind what is kept. */
  async #place(peek: LogBlock | undefined): Promise<void> {
    const anchor = await this.#sink.anchor();
    if (!peek) return;
    const after = anchor ? lineAfter(peek, anchor) : undefined;
    if (after !== undefined) {
      if (after < lineCount(peek)) await this.#append(sliceLines(peek, after));
      if (this.#sink.hasTail) this.#filler.start();
      return;
    }
    if (isWhole(peek) && !this.#sink.hasTail) {
      // The engine's log holds less than it did: it was rotated or emptied.
      if (anchor) await this.#sink.mark(rotated(lastStamp(anchor), peek));
      await this.#append(peek);
      return;
    }
    if (this.#sink.hasTail) await this.#filler.stop().then(() => this.#sink.dropTail());
    await this.#sink.beginTail();
    await this.#knowRuns();
    const before = this.#pending.takeBefore(stampAt(peek, 0));
    await this.#append(peek);
    if (await this.#sink.head()) this.#filler.start(before);
    // One line without an end, longer than all that was asked for: it can only be read from its beginning.
    else {
      await this.#sink.dropTail();
      await this.#put(before);
    }
  }

  /** What is printed from now on; what was placed already is left out. */
  async *#fresh(peek: LogBlock | undefined): AsyncGenerator<LogBlock, void> {
    const anchor = await this.#sink.anchor();
    if (!anchor || !peek) {
      yield* this.#read({ tail: 'all', follow: true }, this.#signal);
      return;
    }
    const search = new AnchorSearch(endOf(peek), tail);
    for await (const block of this.#read({ tail, follow: true }, this.#signal)) {
      const fresh = search.push(block);
      if (fresh) yield fresh;
      if (search.state === 'failed') break;
    }
    if (search.state !== 'found' && !this.#signal.aborted) yield* this.#since();
  }

  /** More was printed since the peek than a tail holds: reads on by time. */
  async *#since(): AsyncGenerator<LogBlock, void> {
    const moment = await this.#sink.moment();
    if (!moment) return;
    const cursor = new LogCursor(moment);
    this.#sure = false;
    for await (const block of this.#read({ tail: 'all', since: cursor.since, follow: true }, this.#signal)) {
      const fresh = cursor.fresh(block);
      if (!fresh) continue;
      if (cursor.missed) await this.#sink.mark(rotated(cursor, fresh));
      yield fresh;
      // From here on the stream is all new.
    }
  }

  #read(options: LogOptions, signal: AbortSignal): AsyncIterable<LogBlock> {
    return this.#connection.engine.containers.logs(this.#id, options, signal);
  }

  async #connected(): Promise<boolean> {
    while (!this.#signal.aborted && this.#connection.status.kind !== 'connected') {
      if (this.#connection.status.kind === 'unreachable') this.#become('lost');
      await this.#bell.wait(this.#signal);
    }
    return !this.#signal.aborted;
  }

  /** A broken stream may be noticed before the connection notices; waits for the reconnect or, briefly, for nothing. */
  async #nextEpoch(epoch: number): Promise<void> {
    const timer = setTimeout(this.#bell.ring, retryDelay);
    await this.#bell.wait(this.#signal);
    clearTimeout(timer);
    if (this.#connection.epoch === epoch && this.#connection.status.kind !== 'connected') await this.#connected();
  }

  /** Lines that were read, with what happened between them. */
  async #append(block: LogBlock): Promise<void> {
    await this.#knowRuns();
    for (const part of this.#pending.cut(block)) {
      if ('mark' in part) await this.#put([part]);
      else await this.#sink.append(part);
    }
  }

  /** Looked at after lines came, all runs that they are from are known, also the one at whose end their stream ends. */
  async #knowRuns(): Promise<void> {
    if (this.#sure) return;
    this.#sure = true;
    await this.#look();
  }

  async #put(marks: readonly PlacedMark[]): Promise<void> {
    for (const { mark, at } of marks) await this.#sink.mark(mark, at);
  }

  /** The container now; resolves when events have told what is seen. */
  async #look(): Promise<Run | 'removed' | 'unknown'> {
    const { epoch } = this.#connection;
    const { heard } = this.#runs;
    try {
      const detail = await this.#connection.engine.containers.inspect(this.#id, this.#signal);
      const running = detail.state === 'running' || detail.state === 'paused';
      const { exitCode, startedAt, finishedAt } = detail;
      const run = { running, exitCode, startedAt, finishedAt };
      if (this.#connection.epoch !== epoch) return 'unknown';
      this.#runs.see(run, epoch, heard);
      await this.#wait(() => this.#runs.covers(run));
      if (!this.#runs.covers(run) && this.#connection.epoch === epoch) this.#runs.adopt(run);
      return run;
    } catch (error) {
      return toProblem(error).code === 'not-found' ? 'removed' : 'unknown';
    }
  }

  /** Waits for what an event tells, as long as events may come. */
  async #wait(until: () => boolean): Promise<void> {
    const { epoch } = this.#connection;
    const end = performance.now() + patience;
    const timer = setTimeout(this.#news.ring, patience);
    const coming = () => this.#connection.epoch === epoch && this.#connection.status.kind === 'connected';
    while (!until() && coming() && performance.now() < end && !this.#signal.aborted)
      await this.#news.wait(this.#signal);
    clearTimeout(timer);
  }

  /** Waits until the container has started again, is gone, or the engine reconnected (it may have started meanwhile). */
  async #startedSince(epoch: number): Promise<void> {
    while (!this.#signal.aborted && this.#connection.epoch === epoch && this.#pending.size === 0) {
      await this.#bell.wait(this.#signal);
      if ((await this.#look()) === 'removed') return;
    }
  }

  #become(state: FollowState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#changed();
  }
}

/** Fewer lines than were asked for are the whole log, unless the engine may have counted parts of lines. */
function isWhole(peek: LogBlock): boolean {
  return lineCount(peek) < tail && !mayBeCut(peek);
}
