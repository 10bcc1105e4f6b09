import { mkdir } from 'node:fs/promises';
import type { LogId, LogMark } from '../../../../app/logs.ts';
import { type Cause, cause } from '../../../../app/rpc/problem.ts';
import { Listeners } from '../../../base/listeners.ts';
import { diskProblem } from '../../../disk/disk-problem.ts';
import { type LogBlock, lineCount, noStamp, type Stamp } from '../../../engine/ports/log-block.ts';
import type { LevelTally } from '../rows/level-counts.ts';
import { cutLines, type SpoolRows } from '../rows/rows.ts';
import type { Sequence, Stamps } from '../rows/sequence.ts';
import type { Part } from './budget.ts';
import { boundNote, type Manifest, type SpoolNote } from './manifest.ts';
import { recover } from './recover.ts';
import { type Classify, Segment, segmentBytes } from './segment.ts';
import type { SegmentCache } from './segment-cache.ts';
import { SegmentList } from './segment-list.ts';
import { SpoolWriter } from './spool-writer.ts';

/** Bytes that may wait for the disk before whoever appends has to: some milliseconds of the fastest engine. */
const mostUnsaved = 1024 * 1024;
/** What a log may take that is kept in memory only: some 100,000 lines. */
const memoryBytes = 16 * 1024 * 1024;

export interface SpoolOptions {
  readonly id: LogId;
  readonly classify: Classify;
  readonly cache: SegmentCache;
  /** Where its files are; without it the log is kept in memory. */
  readonly folder?: string | undefined;
  /** Why there is no folder, if there should be one. */
  readonly noFolder?: Cause | undefined;
  /** Asked before files are written; by default they may be. */
  readonly mayWrite?: () => Promise<boolean>;
  /** What to remember with the log as long as it remembers nothing. */
  readonly note: SpoolNote;
  /** Bytes that it may take on disk, now. */
  readonly limit: () => number;
  /** Called when a segment was sealed. */
  readonly onSealed: () => void;
}

/**
 * One log: rows that are only ever appended, with numbers that never change. Position and row number are the same. On
 * disk if that works, else its last 16 MiB in memory; whoever appends sees no difference. Where rows on disk are damaged,
 * each of them is a mark, so that the others keep their numbers. Reading rejects only if the system cannot read a file
 * at all (too many open ones, say).
 */
export class Spool implements Sequence {
  readonly id: LogId;
  readonly #options: SpoolOptions;
  readonly #changed = new Listeners();
  readonly #end = new AbortController();
  #segments: SegmentList;
  #note: SpoolNote;
  #writer: SpoolWriter | undefined;
  #waiting: (() => void)[] = [];

  private constructor(options: SpoolOptions) {
    this.id = options.id;
    this.#options = options;
    this.#note = boundNote(options.note);
    this.#segments = new SegmentList('', options.cache, [new Segment(0)]);
  }

  /** Opens what there is of a log, or begins it. Never rejects: what cannot be on disk is kept in memory. */
  static async open(options: SpoolOptions): Promise<Spool> {
    const spool = new Spool(options);
    const { folder, noFolder } = options;
    if (noFolder !== undefined) await spool.mark({ kind: 'memory', reason: noFolder });
    if (folder === undefined) return spool;
    try {
      await mkdir(folder, { recursive: true, mode: 0o700 });
      const { note, segments, damaged } = await recover(folder);
      spool.#segments = new SegmentList(folder, options.cache, segments);
      spool.#begin(folder, note);
      if (damaged) await spool.mark({ kind: 'damaged' });
    } catch (error) {
      await spool.mark({ kind: 'memory', reason: reasonOf(error) });
    }
    return spool;
  }

  get kept(): 'disk' | 'memory' {
    return this.#writer ? 'disk' : 'memory';
  }

  /** Bytes of text and index. */
  get bytes(): number {
    return this.#segments.bytes;
  }

  /** Rows that are lines of the container, not marks. */
  get lines(): number {
    return this.#segments.lines;
  }

  /** Those lines by their levels; undefined as long as they are counted, which is told as a change when it is done. */
  get levels(): LevelTally | undefined {
    return this.#segments.levels;
  }

  get first(): number {
    return this.#segments.first;
  }

  get end(): number {
    return this.#segments.end;
  }

  get note(): SpoolNote {
    return this.#note;
  }

  /** Goes to disk within a second or so. */
  set note(note: SpoolNote) {
    this.#note = boundNote(note);
    this.#writer?.manifestSoon();
  }

  /** When its last row was printed; undefined when it has none. */
  get last(): Stamp | undefined {
    return this.#segments.all.findLast(({ rows }) => rows > 0)?.last;
  }

  /** What of it can be dropped, oldest first: its sealed segments. */
  get parts(): readonly Part[] {
    return this.#segments.all.filter(({ sealed }) => sealed);
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  /**
   * Adds lines; they can be read at once. Resolves when there is room for more. A line that has no place in a segment,
   * which no engine's reader makes, is cut into several.
   */
  append(block: LogBlock): Promise<void> {
    const lines = block.text.length > segmentBytes ? cutLines(block, segmentBytes - 1) : block;
    const count = lineCount(lines);
    for (let line = 0; line < count; ) {
      line += this.#segments.active.fill(lines, line, this.#options.classify);
      if (line < count) this.#seal();
    }
    if (count > 0) this.#grown();
    return this.#room();
  }

  /** Adds a row of its own that says what happened; at the time of the row before, if none is given. */
  mark(mark: LogMark, stamp?: Stamp): Promise<void> {
    const json = Buffer.from(JSON.stringify(mark));
    const at = stamp ?? this.last ?? noStamp;
    if (!this.#segments.active.mark(json, at)) {
      this.#seal();
      this.#segments.active.mark(json, at);
    }
    this.#grown();
    return this.#room();
  }

  /**
   * The rows from … to, as far as they exist, copied; fewer where they pass 64 MiB, but at least one. Numbers start at
   * `from` of the answer, which is later than asked where older rows are gone.
   */
  read(from: number, to: number): Promise<SpoolRows> {
    return this.#segments.read(from, to);
  }

  stamps(from: number, to: number): Promise<Stamps> {
    return this.#segments.stamps(from, to);
  }

  /** Number of the first row at or after a time; `end` if there is none. Clocks are set back: later rows may be earlier. */
  seekTime(seconds: number, nanos: number): Promise<number> {
    return this.#segments.seekTime(seconds, nanos);
  }

  /** Its parts, as a search reads them. */
  get segments(): SegmentList {
    return this.#segments;
  }

  /** Resolves when all rows and the note are on disk (or cannot be). */
  async flush(): Promise<void> {
    await this.#writer?.flush();
  }

  /** Writes what is not on disk yet; what is added after this is not. */
  async close(): Promise<void> {
    this.#end.abort();
    await this.#writer?.close();
    this.#writer = undefined;
    this.#wake();
    this.#segments.forget();
  }

  /** Drops all rows: `first` is then `end`. */
  async clear(): Promise<void> {
    if (this.#segments.active.rows > 0) this.#begun(this.#segments.seal());
    this.#drop(this.#segments.all.length - 1);
    this.#changed.fire();
    await this.flush();
  }

  /** Drops so many of its oldest parts. */
  dropOldest(count: number): void {
    const most = this.#segments.all.length - 1;
    if (count === 0 || most === 0) return;
    this.#drop(Math.min(count, most));
    this.#changed.fire();
  }

  /** Drops its oldest parts until the log is within its own bounds. */
  #keepWithin(): void {
    const { first } = this;
    const over = () =>
      this.#writer ? this.#segments.bytes > this.#options.limit() : this.#segments.heldBytes > memoryBytes;
    while (this.#segments.all.length > 1 && over()) this.#drop(1);
    if (this.first !== first) this.#changed.fire();
  }

  #begin(folder: string, note: SpoolNote | undefined): void {
    if (note) this.#note = note;
    const writer = new SpoolWriter(
      {
        folder,
        manifest: () => this.#manifest(writer.tail ?? this.#segments.active),
        mayWrite: this.#options.mayWrite ?? (() => Promise.resolve(true)),
        onSaved: () => this.#wake(),
        onFailure: (error) => this.#toMemory(error),
      },
      this.#segments.active,
    );
    this.#writer = writer;
    writer.manifestSoon();
    this.#keepWithin();
    void this.#countLevels();
  }

  /** Of lines that an older Gantry stored, once. */
  async #countLevels(): Promise<void> {
    try {
      if (!(await this.#segments.countLevels(this.#end.signal)) || this.#end.signal.aborted) return;
    } catch {
      // What cannot be read now stays unknown until the log is opened again.
      return;
    }
    this.#writer?.manifestSoon();
    this.#changed.fire();
  }

  #grown(): void {
    this.#writer?.wake();
    this.#changed.fire();
  }

  #seal(): void {
    this.#begun(this.#segments.seal());
    this.#keepWithin();
    this.#options.onSealed();
  }

  #begun(segment: Segment): void {
    this.#writer?.add(segment);
  }

  #drop(count: number): void {
    const dropped = this.#segments.drop(count);
    // Once it is in memory only, what is on disk stays there for the next time.
    this.#writer?.remove(dropped);
  }

  /** Resolves when little enough waits for the disk. */
  #room(): Promise<void> {
    if (!this.#writer || this.#writer.unsaved <= mostUnsaved) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #wake(): void {
    if (this.#writer && this.#writer.unsaved > mostUnsaved) return;
    for (const resolve of this.#waiting.splice(0)) resolve();
  }

  #toMemory(error: unknown): void {
    this.#writer = undefined;
    this.#wake();
    void this.mark({ kind: 'memory', reason: reasonOf(error) });
    this.#keepWithin();
  }

  #manifest(tail: Segment): Manifest {
    const segments = this.#segments.all.filter(({ base }) => base < tail.base).map((segment) => segment.facts());
    return { note: this.#note, segments, tail: tail.savedRows > 0 ? tail.facts() : undefined, next: tail.base };
  }
}

/** Why a log is not on disk, for people. */
function reasonOf(error: unknown): string | Cause {
  const { code, detail } = diskProblem(error, 'log-folder-unwritable').problem;
  if (code === 'no-space') return cause('log-disk-full');
  return code === 'permission-denied' || detail === undefined ? cause('log-folder-unwritable') : detail;
}
