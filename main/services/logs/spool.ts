import type { LogId, LogMark } from '../../../app/logs.ts';
import { BlockBuilder, joinLines, type LogBlock, lineCount, sliceLines, wordsPerLine } from '../../engine/log-block.ts';
import { Listeners } from '../live.ts';
import type { BlockCache } from './block-cache.ts';
import { RowFlag } from './flags.ts';
import { Segment, type SegmentStamp } from './segment.ts';
import type { Sequence, Stamps } from './sequence.ts';
import type { SpoolFiles, SpoolNote } from './spool-files.ts';

/** Bytes that wait to be written before whoever appends has to wait: what a disk takes in some milliseconds. */
const mostUnsaved = 1024 * 1024;
/** Bytes that are written at once, and how long fewer wait, in ms. */
const writeSize = 128 * 1024;
const writeDelay = 100;
/** Bytes of a log that has no disk. */
const memoryRoom = 16 * 1024 * 1024;
/** A larger block is divided between segments. */
const wholeBlock = 512 * 1024;
/** After a failed write the disk is tried again so much later, in ms. */
const retryDelay = 30_000;

interface SpoolOptions {
  readonly id: LogId;
  readonly note: SpoolNote;
  /** Absent: the log is kept in memory only. */
  readonly files?: SpoolFiles;
  readonly segments?: readonly Segment[];
  readonly cache: BlockCache;
  /** Bytes that the log may take on disk. */
  readonly room: () => number;
}

/**
 * One log's rows: appended at the end, dropped at the front for want of room, numbered from 0 for as long as it is
 * open. On disk as far as there is one; where writing fails, lines go on in memory, with a mark.
 */
export class Spool implements Sequence {
  readonly id: LogId;
  readonly #files: SpoolFiles | undefined;
  readonly #cache: BlockCache;
  readonly #room: () => number;
  readonly #changed = new Listeners();
  readonly #moved = new Listeners();
  readonly #segments: Segment[];
  #note: SpoolNote;
  #lastFile: number;
  #failed = false;
  #dirty = false;
  #closed = false;
  #unsaved = 0;
  #writing: Promise<void> | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor({ id, note, files, segments = [], cache, room }: SpoolOptions) {
    this.id = id;
    this.#note = note;
    this.#files = files;
    this.#cache = cache;
    this.#room = room;
    this.#segments = [...segments];
    this.#lastFile = segments.at(-1)?.file ?? -1;
  }

  get note(): SpoolNote {
    return this.#note;
  }

  /** What is remembered with the log; written soon. */
  set note(note: SpoolNote) {
    this.#note = note;
    this.#dirty = true;
    this.#plan(writeDelay);
  }

  get kept(): 'disk' | 'memory' {
    return this.#files && !this.#failed ? 'disk' : 'memory';
  }

  get first(): number {
    return this.#segments[0]?.start ?? 0;
  }

  get end(): number {
    return this.#segments.at(-1)?.end ?? this.first;
  }

  /** Bytes that it takes, on disk or in memory. */
  get bytes(): number {
    return this.#segments.reduce((sum, { size }) => sum + size, 0);
  }

  get segments(): readonly Segment[] {
    return this.#segments;
  }

  /** Where a segment's text and index are; undefined while it is in memory. */
  filesOf(segment: Segment): { readonly text: string; readonly index: string } | undefined {
    if (!segment.facts || !this.#files) return undefined;
    return { text: this.#files.textFile(segment), index: this.#files.indexFile(segment) };
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener);
  }

  /** Called when rows get other numbers because a damaged part was left out. Returns the end of that. */
  onMoved(listener: () => void): () => void {
    return this.#moved.add(listener);
  }

  /** Rows at the end, as they are. Resolves when there is room for more. */
  async append(block: LogBlock): Promise<void> {
    for (let line = 0; line < lineCount(block); ) {
      const to = block.text.length <= wholeBlock ? lineCount(block) : Math.min(lineCount(block), line + 256);
      this.#active().add(sliceLines(block, line, to));
      line = to;
    }
    this.#unsaved += block.text.length;
    if (this.kept === 'memory') this.#boundMemory();
    this.#changed.fire();
    if (this.kept === 'memory') return;
    if (this.#unsaved >= writeSize) this.#write();
    else this.#plan(writeDelay);
    while (this.#unsaved > mostUnsaved && this.kept === 'disk') await this.#write();
  }

  /** A mark at the end; without a time, that of the last row or of now, whichever is later. */
  async mark(mark: LogMark, stamp: SegmentStamp = this.#nowOrLater()): Promise<void> {
    await this.append(markBlock(mark, stamp));
  }

  /** Rows from … to, as far as they are there. */
  async read(from: number, to: number): Promise<LogBlock> {
    const pieces: LogBlock[] = [];
    for (const segment of this.#between(from, to)) {
      const { start } = segment;
      const block = await this.#load(segment);
      if (block) pieces.push(sliceLines(block, Math.max(0, from - start), Math.min(segment.rows, to - start)));
    }
    return joinLines(pieces);
  }

  async stamps(from: number, to: number): Promise<Stamps> {
    const size = Math.max(0, Math.min(to, this.end) - Math.max(from, this.first));
    const stamps = { rows: new Float64Array(size), seconds: new Uint32Array(size), nanos: new Uint32Array(size) };
    let at = 0;
    for (const segment of this.#between(from, to)) {
      const { start, end } = segment;
      const index = (await this.#load(segment))?.index;
      for (let row = Math.max(from, start); row < Math.min(to, end) && at < size; row += 1, at += 1) {
        stamps.rows[at] = row;
        stamps.seconds[at] = index?.[(row - start) * wordsPerLine + 1] ?? 0;
        stamps.nanos[at] = index?.[(row - start) * wordsPerLine + 2] ?? 0;
      }
    }
    return stamps;
  }

  /** The first row at or after a time. */
  async seekTime(seconds: number, nanos: number): Promise<number> {
    const segment = this.#segments.find(({ latest }) => !isBefore(latest.seconds, latest.nanos, seconds, nanos));
    if (!segment) return this.end;
    const index = (await this.#load(segment))?.index ?? new Uint32Array(0);
    for (let word = 0; word < index.length; word += wordsPerLine) {
      if (!isBefore(index[word + 1] ?? 0, index[word + 2] ?? 0, seconds, nanos)) {
        return segment.start + word / wordsPerLine;
      }
    }
    return segment.end;
  }

  /** Drops segments from the front for as long as the test holds; the newest stays. */
  dropWhile(test: (oldest: Segment) => boolean): void {
    let dropped = false;
    for (
      let [oldest] = this.#segments;
      oldest && this.#segments.length > 1 && test(oldest);
      [oldest] = this.#segments
    ) {
      this.#drop(oldest);
      dropped = true;
    }
    if (dropped) this.#changed.fire();
  }

  /** Drops all rows. */
  clear(): void {
    const { end } = this;
    for (const segment of [...this.#segments]) this.#drop(segment);
    this.#segments.push(this.#newSegment(end));
    this.#changed.fire();
  }

  /** Resolves when everything so far is on disk, or cannot be. */
  async flush(): Promise<void> {
    while ((this.#unsaved > 0 || this.#dirty) && this.kept === 'disk') await this.#write();
    await this.#writing;
  }

  /** Writes what is not yet on disk; nothing may be appended any more. */
  async close(): Promise<void> {
    if (this.#closed) return;
    await this.flush();
    this.#closed = true;
    clearTimeout(this.#timer);
    for (const segment of this.#segments) this.#cache.drop(segment);
  }

  #active(): Segment {
    const last = this.#segments.at(-1);
    if (last && !last.facts && !last.isFull) return last;
    const next = this.#newSegment(this.end);
    this.#segments.push(next);
    return next;
  }

  #newSegment(start: number): Segment {
    this.#lastFile += 1;
    return new Segment(this.#lastFile, start, this.kept === 'memory');
  }

  *#between(from: number, to: number): Generator<Segment, void> {
    let low = 0;
    let high = this.#segments.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#segments[middle]?.end ?? 0) <= from) low = middle + 1;
      else high = middle;
    }
    // Other segments may go or come while one is loaded.
    for (const segment of this.#segments.slice(low)) {
      if (segment.start >= to) return;
      yield segment;
    }
  }

  async #load(segment: Segment): Promise<LogBlock | undefined> {
    const block = segment.block ?? this.#cache.get(segment);
    if (block || !this.#files) return block;
    const loaded = await this.#files.load(segment);
    if (loaded) this.#cache.put(segment, loaded);
    else this.#leaveOut(segment);
    return loaded;
  }

  /** A mark stands for what a damaged segment held; later rows move up. */
  #leaveOut(segment: Segment): void {
    const at = this.#segments.indexOf(segment);
    if (at < 0) return;
    const stand = new Segment(segment.file, segment.start, true);
    stand.add(markBlock({ kind: 'damaged' }, segment.first));
    this.#segments[at] = stand;
    let { end } = stand;
    for (const later of this.#segments.slice(at + 1)) {
      later.start = end;
      ({ end } = later);
    }
    this.#dirty = true;
    this.#plan(writeDelay);
    this.#moved.fire();
    this.#changed.fire();
  }

  #drop(segment: Segment): void {
    this.#segments.splice(this.#segments.indexOf(segment), 1);
    this.#cache.drop(segment);
    this.#unsaved -= segment.unsavedBytes;
    this.#dirty = true;
    // A file that cannot be deleted is met again when the log is opened.
    void this.#files?.drop(segment).catch(() => {});
    this.#plan(writeDelay);
  }

  #boundMemory(): void {
    const inMemory = () => this.#segments.reduce((sum, { facts, size }) => sum + (facts ? 0 : size), 0);
    this.dropWhile(() => inMemory() > memoryRoom);
  }

  #plan(delay: number): void {
    if (this.#closed || !this.#files) return;
    this.#timer ??= setTimeout(() => void this.#write(), delay).unref();
  }

  #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing ??= this.#save().finally(() => {
      this.#writing = undefined;
      if (this.#failed) this.#plan(retryDelay);
      else if (this.#unsaved > 0 || this.#dirty) this.#plan(writeDelay);
    });
    return this.#writing;
  }

  async #save(): Promise<void> {
    const files = this.#files;
    if (!files || this.#closed) return;
    try {
      for (const segment of [...this.#segments]) {
        if (segment.facts) continue;
        const before = segment.savedBytes;
        await files.save(segment);
        this.#unsaved -= segment.savedBytes - before;
        if (segment === this.#segments.at(-1) || !this.#segments.includes(segment)) continue;
        if (segment.unsavedBytes > 0) continue;
        this.#cache.put(segment, segment.seal());
        this.#dirty = true;
      }
      if (this.#dirty) {
        this.#dirty = false;
        await files.writeManifest(this.#note, this.#segments);
        this.dropWhile(() => this.bytes > this.#room());
      }
      this.#failed = false;
    } catch (error) {
      this.#dirty = true;
      await this.#fail(error);
    }
  }

  async #fail(error: unknown): Promise<void> {
    if (this.#failed) return;
    this.#failed = true;
    await this.mark({ kind: 'memory', reason: error instanceof Error ? error.message.slice(0, 300) : String(error) });
  }

  #nowOrLater(): SegmentStamp {
    const now = Date.now();
    const here = { seconds: Math.floor(now / 1000), nanos: (now % 1000) * 1e6 };
    const last = this.#segments.findLast(({ rows }) => rows > 0)?.latest ?? here;
    return isBefore(here.seconds, here.nanos, last.seconds, last.nanos) ? last : here;
  }
}

function markBlock(mark: LogMark, { seconds, nanos }: SegmentStamp): LogBlock {
  const builder = new BlockBuilder(1024, 1);
  const text = Buffer.from(JSON.stringify(mark));
  builder.add(text, 0, text.length, seconds, nanos, RowFlag.mark);
  return builder.take() ?? joinLines([]);
}

function isBefore(seconds: number, nanos: number, otherSeconds: number, otherNanos: number): boolean {
  return seconds < otherSeconds || (seconds === otherSeconds && nanos < otherNanos);
}
