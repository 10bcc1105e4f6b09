import { toProblem } from '../../../../app/rpc/problem.ts';
import { Bell } from '../../../base/live.ts';
import type { Connection } from '../../../engine/connection.ts';
import type { EngineEvent } from '../../../engine/engine.ts';
import { type LogBlock, lineCount, type Stamp, stampAt } from '../../../engine/ports/log-block.ts';
import { PendingMarks, type PlacedMark } from './pending-marks.ts';
import { type Run, Runs } from './runs.ts';
import type { LogSink } from './sink.ts';

/**
 * How long events may take to tell what was looked at, in ms. They always do; an engine that loses one must not stop the
 * log. An engine that is busy is slow, so this is long.
 */
const patience = 10_000;

/**
 * What happens to one container, put into its log as marks: heard as events, or looked at, and told between the lines
 * where it belongs, as these are read.
 */
export class Happenings {
  readonly #connection: Connection;
  readonly #id: string;
  readonly #sink: LogSink;
  readonly #signal: AbortSignal;
  /** For whoever waits for an event, and looks before each wait. */
  readonly #news = new Bell();
  readonly #pending = new PendingMarks();
  readonly #runs = new Runs((mark) => this.#pending.add(mark));
  /** The container was heard to be gone. */
  #destroyed = false;
  /** What waits includes the runs of all lines that are read now. */
  #sure = false;
  /** Number after the last mark before which all lines are read when the stream ends. */
  #covered = 0;

  constructor(connection: Connection, id: string, sink: LogSink, signal: AbortSignal) {
    this.#connection = connection;
    this.#id = id;
    this.#sink = sink;
    this.#signal = signal;
  }

  /** Whether the container was ever looked at. */
  get known(): boolean {
    return this.#runs.known;
  }

  get running(): boolean {
    return this.#runs.running;
  }

  /** Whether there is anything whose place comes with lines that are still to be read. */
  get waiting(): boolean {
    return this.#pending.size > 0;
  }

  /** Number after the last one, counted from the first ever. */
  get end(): number {
    return this.#pending.end;
  }

  /** An event of the container. */
  hear(event: Exclude<EngineEvent, { kind: 'ready' }>): void {
    const { action } = event;
    if (action === 'start' || action === 'die') this.#runs.hear({ ...event, action }, this.#connection.epoch);
    if (action === 'destroy') this.#destroyed = true;
    if (action === 'oom') void this.#sink.mark({ kind: 'oom' });
    const health = /^health_status: *(\w+)$/.exec(action)?.[1];
    if (health !== undefined) void this.#sink.mark({ kind: 'health', status: health });
    this.#news.ring();
  }

  /** The connection's status has changed. */
  statusChanged(): void {
    this.#news.ring();
  }

  /** The container now; resolves when events have told what is seen. */
  async look(): Promise<Run | 'removed' | 'unknown'> {
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

  /** Resolves when all that happened to a container which is gone was heard. */
  async gone(): Promise<void> {
    await this.#wait(() => this.#destroyed);
    this.#runs.settle();
  }

  /**
   * To be called when lines are going to be read anew: the runs that they are from are looked at once some are there,
   * unless what is known now is `enough`.
   */
  reading(enough = false): void {
    this.#sure = enough;
  }

  /** To be called before the log is opened as a stream: it is going to be complete up to the end of the run that is on. */
  opening(): void {
    this.#covered = this.#pending.end + (this.#runs.running ? 1 : 0);
    this.reading();
  }

  /** Puts lines that were read into the log, with what happened between them. */
  async append(block: LogBlock): Promise<void> {
    await this.#knowRuns(stampAt(block, lineCount(block) - 1));
    for (const part of this.#pending.cut(block)) {
      if ('mark' in part) await this.tell([part]);
      else await this.#sink.append(part);
    }
  }

  /** Takes out what happened before a line of this time. */
  async takeBefore(line: Stamp): Promise<readonly PlacedMark[]> {
    await this.#knowRuns(line);
    return this.#pending.takeBefore(line);
  }

  /** Tells what is not behind number `end`; all, unless told: where the log ends now. */
  tellTo(end: number = this.end): Promise<void> {
    return this.tell(this.#pending.takeTo(end));
  }

  /**
   * The stream of the log has ended, and with it the run that it was opened in: tells that, and the start of the next.
   * What came after has its place between lines that are still to be read. Resolves with whether there was anything.
   */
  async tellEnd(): Promise<boolean> {
    const { start } = this.#pending;
    await this.tellTo(this.#covered);
    const next = this.#pending.next;
    if (next?.mark.kind === 'started' && this.#pending.start === this.#covered) await this.tellTo(this.#covered + 1);
    return this.#pending.start > start;
  }

  /** Puts what was taken out into the log. */
  async tell(marks: readonly PlacedMark[]): Promise<void> {
    for (const { mark, at } of marks) await this.#sink.mark(mark, at);
  }

  /**
   * Looked at after lines came, all runs that they are from are known, also the one at whose end their stream ends. Podman's
   * goes on for a moment, with what the next run prints before its start is told.
   */
  async #knowRuns(last: Stamp): Promise<void> {
    if (this.#sure && !this.#runs.isAhead(last)) return;
    this.#sure = true;
    await this.look();
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
}
