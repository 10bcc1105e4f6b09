import { cause, toProblem } from '../../../../app/rpc/problem.ts';
import type { LogOptions } from '../../../engine/ports/containers.ts';
import {
  joinLines,
  type LogBlock,
  lineCount,
  type Stamp,
  sliceLines,
  wordsPerLine,
} from '../../../engine/ports/log-block.ts';
import { LogCursor } from './cursor.ts';
import { removedUnread, rotated } from './gaps.ts';
import { PendingMarks, type PlacedMark } from './pending-marks.ts';
import { ReadProgress } from './progress.ts';
import type { LogSink, TailHead } from './sink.ts';

/** Reads one container's log. */
export type ReadLog = (options: LogOptions, signal: AbortSignal) => AsyncIterable<LogBlock>;

/** Reads what was printed before a sink's tail into its spool, up to the very line where the tail begins, and joins them. */
export class Filler {
  readonly #read: ReadLog;
  readonly #sink: LogSink;
  readonly #changed: () => void;
  readonly #progress: ReadProgress;
  readonly #marks = new PendingMarks();
  #abort: AbortController | undefined;
  #run: Promise<void> = Promise.resolve();

  constructor(read: ReadLog, sink: LogSink, changed: () => void) {
    this.#read = read;
    this.#sink = sink;
    this.#changed = changed;
    this.#progress = new ReadProgress(changed);
  }

  get running(): boolean {
    return this.#abort !== undefined;
  }

  /** Lines read so far. */
  get lines(): number {
    return this.#progress.lines;
  }

  /**
   * Begins, or goes on where the spool ends. What fails because the engine is lost is tried again with the next start.
   * `marks` have their places among the lines that it reads.
   */
  start(marks: readonly PlacedMark[] = []): void {
    this.#marks.add(...marks);
    if (this.#abort) return;
    const abort = new AbortController();
    this.#abort = abort;
    this.#run = this.#fill(abort.signal)
      .catch((error: unknown) => this.#failed(error))
      .finally(() => {
        this.#abort = undefined;
        this.#changed();
      });
  }

  /** Resolves when it is through, or has failed. */
  done(): Promise<void> {
    return this.#run;
  }

  async stop(): Promise<void> {
    this.#abort?.abort();
    await this.#run;
  }

  /** The engine has nothing more to give: what there is of the tail is shown behind a mark. */
  async giveUp(): Promise<void> {
    await this.stop();
    if (!this.#sink.hasTail) return;
    if (this.lines > 0) await this.#sink.spool.mark(removedUnread);
    await this.#join();
  }

  async #failed(error: unknown): Promise<void> {
    const { code, reason, params } = toProblem(error);
    if (code === 'engine-unreachable' || code === 'cancelled' || code === 'not-found') return;
    await this.#sink.spool.mark({ kind: 'gap', reason: { reason, params } });
    await this.#join();
  }

  async #fill(signal: AbortSignal): Promise<void> {
    const head = await this.#sink.head();
    const kept = await this.#sink.moment(this.#sink.spool);
    const cursor = kept && new LogCursor(kept);
    const seam = new Seam(head);
    const options = { tail: 'all', follow: false, ...(cursor ? { since: cursor.since } : {}) } as const;
    for await (const block of this.#read(options, signal)) {
      const fresh = cursor ? cursor.fresh(block) : block;
      if (!fresh) continue;
      if (cursor?.missed) await this.#sink.spool.mark(rotated(cursor, fresh));
      const before = seam.push(fresh);
      if (before) await this.#append(before);
      if (seam.reached) break;
    }
    if (signal.aborted) return;
    // More lines of the first moment may have come to the tail since.
    const { rest, skip, found } = seam.end((await this.#sink.head())?.sharing ?? 0);
    if (rest) await this.#append(rest);
    if (!found) await this.#sink.spool.mark({ kind: 'gap', reason: cause('log-changed') });
    await this.#join(skip);
  }

  async #append(block: LogBlock): Promise<void> {
    for (const part of this.#marks.cut(block)) {
      if ('mark' in part) await this.#sink.spool.mark(part.mark, part.at);
      else await this.#sink.fill(part);
    }
    this.#progress.add(block);
  }

  async #join(skip?: number): Promise<void> {
    for (const { mark, at } of this.#marks.takeTo(this.#marks.end)) await this.#sink.spool.mark(mark, at);
    await this.#sink.join(skip);
  }
}

/** Bytes of lines of one nanosecond; who prints more, prints no such lines. */
const mostGroup = 16 * 1024 * 1024;

/**
 * Finds where the tail begins in the lines that are read: at the lines with the tail's first stamp, of which the last
 * ones are in the tail; or, if that line was the rest of a long one that was cut, at the tail's second stamp.
 */
class Seam {
  readonly #head: TailHead | undefined;
  #group: LogBlock[] = [];
  #groupLines = 0;
  #groupBytes = 0;
  #outcome: 'searching' | 'in-group' | 'first' | 'second' = 'searching';

  constructor(head: TailHead | undefined) {
    this.#head = head;
  }

  get reached(): boolean {
    return this.#outcome === 'first' || this.#outcome === 'second';
  }

  /** What of the block is surely before the tail. */
  push(block: LogBlock): LogBlock | undefined {
    const head = this.#head;
    if (!head) return block;
    const lines = lineCount(block);
    let from = 0;
    if (this.#outcome === 'searching') {
      from = lines;
      for (let line = 0; line < lines && from === lines; line += 1) {
        if (head.first && isAt(block, line, head.first)) this.#outcome = 'in-group';
        else if (head.second && isAt(block, line, head.second)) this.#outcome = 'second';
        else continue;
        from = line;
      }
      if (this.#outcome !== 'in-group') return from > 0 ? sliceLines(block, 0, from) : undefined;
    }
    let end = from;
    while (end < lines && head.first && isAt(block, end, head.first)) end += 1;
    const group = sliceLines(block, from, end);
    if (end > from) this.#group.push(group);
    this.#groupLines += end - from;
    this.#groupBytes += group.text.length;
    if (end < lines || this.#groupBytes > mostGroup) this.#outcome = 'first';
    return from > 0 ? sliceLines(block, 0, from) : undefined;
  }

  /**
   * After the last block: what else is before the tail, and how many of the tail's rows are not to be used. `sharing`:
   * rows at the front of the tail that carry its first stamp.
   */
  end(sharing: number): { readonly rest: LogBlock | undefined; readonly skip: number; readonly found: boolean } {
    if (this.#outcome === 'second') return { rest: undefined, skip: sharing, found: true };
    let left = Math.max(0, this.#groupLines - sharing);
    const rest: LogBlock[] = [];
    for (const block of this.#group) {
      const lines = Math.min(left, lineCount(block));
      if (lines > 0) rest.push(sliceLines(block, 0, lines));
      left -= lines;
    }
    return { rest: rest.length > 0 ? joinLines(rest) : undefined, skip: 0, found: this.#outcome !== 'searching' };
  }
}

function isAt({ index }: LogBlock, line: number, { seconds, nanos }: Stamp): boolean {
  return index[line * wordsPerLine + 2] === nanos && index[line * wordsPerLine + 1] === seconds;
}
