import { type Problem, toProblem } from '../../../../app/rpc/problem.ts';
import { Bell } from '../../../base/live.ts';
import type { Connection } from '../../../engine/connection.ts';
import type { EngineEvent } from '../../../engine/engine.ts';
import type { LogOptions } from '../../../engine/ports/containers.ts';
import {
  hasWholeSeconds,
  joinLines,
  type LogBlock,
  lastStamp,
  lineCount,
  sliceLines,
  stampAt,
} from '../../../engine/ports/log-block.ts';
import { AnchorSearch, endOf, lineAfter } from './anchor.ts';
import { LogCursor } from './cursor.ts';
import { Filler } from './filler.ts';
import { rotated } from './gaps.ts';
import { Happenings } from './happenings.ts';
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
  readonly #happenings: Happenings;
  #state: FollowState = 'reading';
  #problem: Problem | undefined;

  constructor(connection: Connection, id: string, sink: LogSink, changed: () => void, signal: AbortSignal) {
    this.#connection = connection;
    this.#id = id;
    this.#sink = sink;
    this.#signal = signal;
    this.#changed = changed;
    this.#happenings = new Happenings(connection, id, sink, signal);
    const read = (options: LogOptions, signal: AbortSignal) => this.#read(options, signal);
    this.#filler = new Filler(read, sink, changed);
    this.#byTime = new TimeReader(read, sink, changed, {
      append: (block) => this.#happenings.append(block),
      due: (end) => this.#happenings.tellTo(end),
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
      this.#connection.onStatus(() => {
        this.#happenings.statusChanged();
        this.#bell.ring();
      }),
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
    this.#happenings.hear(event);
    this.#bell.ring();
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
      const now = end === 'removed' ? 'removed' : await this.#happenings.look();
      if (now === 'removed') return this.#end();
      const told = typeof now !== 'string' && (await this.#happenings.tellEnd());
      if (now === 'unknown' || this.#happenings.running || this.#happenings.waiting) {
        // There are lines of a later run; or the engine broke off.
        if (!told && !this.#happenings.waiting) await this.#nextEpoch(epoch);
        continue;
      }
      await this.#filler.done();
      this.#become('stopped');
      await this.#startedSince(epoch);
      await this.#happenings.tellEnd();
    }
  }

  /** The container is gone, and with it all that was not read. */
  async #end(): Promise<void> {
    await this.#happenings.gone();
    await this.#byTime.giveUp();
    await this.#filler.giveUp();
    await this.#happenings.tellTo();
    await this.#sink.mark({ kind: 'removed' });
  }

  /** One connection's worth of log: from where the last one stopped. */
  async #session(): Promise<'ended' | 'lost' | 'removed'> {
    try {
      // The first lines are shown at once: what happened before them is not told.
      const first = !this.#happenings.known;
      const looking = this.#happenings.look();
      if (!first && (await looking) === 'removed') return 'removed';
      const due = this.#happenings.end;
      const peek = await this.#peek();
      this.#happenings.reading(first);
      if (peek && peek !== 'too-long' && this.#goesByTime(peek)) {
        await looking;
        await this.#byTime.place(peek, isWhole(peek));
        this.#become('live');
        this.#happenings.opening();
        await this.#byTime.follow(due, this.#signal);
        return 'ended';
      }
      if (peek !== 'too-long') await this.#place(peek);
      await this.#happenings.tellTo(due);
      await looking;
      this.#become('live');
      this.#happenings.opening();
      const blocks = peek === 'too-long' ? this.#onward() : this.#fresh(peek);
      for await (const block of blocks) await this.#happenings.append(block);
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

  /** By an engine's times alone, where they tell no lines apart, or its tails may not be followed. */
  #goesByTime(peek: LogBlock): boolean {
    return hasWholeSeconds(peek) || this.#connection.engine.containers.tailHasGaps?.() === true;
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
      if (after < lineCount(peek)) await this.#happenings.append(sliceLines(peek, after));
      if (this.#sink.hasTail) this.#filler.start();
      return;
    }
    if (isWhole(peek) && !this.#sink.hasTail) {
      // The engine's log holds less than it did: it was rotated or emptied.
      if (anchor) await this.#sink.mark(rotated(lastStamp(anchor), peek));
      await this.#happenings.append(peek);
      return;
    }
    if (this.#sink.hasTail) await this.#filler.stop().then(() => this.#sink.dropTail());
    await this.#sink.beginTail();
    const before = await this.#happenings.takeBefore(stampAt(peek, 0));
    await this.#happenings.append(peek);
    if (await this.#sink.head()) this.#filler.start(before);
    // One line without an end, longer than all that was asked for: it can only be read from its beginning.
    else {
      await this.#sink.dropTail();
      await this.#happenings.tell(before);
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
    this.#happenings.reading();
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

  /** Waits until the container has started again, is gone, or the engine reconnected (it may have started meanwhile). */
  async #startedSince(epoch: number): Promise<void> {
    while (!this.#signal.aborted && this.#connection.epoch === epoch && !this.#happenings.waiting) {
      await this.#bell.wait(this.#signal);
      if ((await this.#happenings.look()) === 'removed') return;
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
