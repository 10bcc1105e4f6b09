import { type FileHandle, open } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { wordsPerLine } from '../../../engine/ports/log-block.ts';
import { type Manifest, writeManifest } from './manifest.ts';
import { indexBytes, type Segment } from './segment.ts';
import { asBytes, removeSegment, segmentPaths } from './segment-files.ts';

/** Bytes that are worth a write of their own. */
const eagerBytes = 128 * 1024;
/** A line is on disk so long after it came if no other follows, in ms; a steady trickle is written as often as … */
const quiet = 100;
/** … this, in ms: fifty busy logs then cost a hundred small writes a second. */
const longestWait = 1000;
/** Between two manifests of a log that grows, in ms: each costs a sync of the disk. */
const manifestPause = 1000;

export interface WriterOptions {
  readonly folder: string;
  /** What the manifest says now; segments that are not fully written count as the tail. */
  readonly manifest: () => Manifest;
  /** Asked before each batch of writes; once not, it is a failure for good. */
  readonly mayWrite: () => Promise<boolean>;
  /** Called after each write. */
  readonly onSaved: () => void;
  /** Called once, when a write failed; nothing is written after that. */
  readonly onFailure: (error: unknown) => void;
}

/** Brings one log's segments to disk, one write after the other, off the path of whoever appends. */
export class SpoolWriter {
  readonly #options: WriterOptions;
  readonly #segments: Segment[];
  readonly #doomed: Segment[] = [];
  #files: { readonly segment: Segment; readonly text: FileHandle; readonly index: FileHandle } | undefined;
  #working: Promise<void> | undefined;
  #failed = false;
  #waiting: NodeJS.Timeout | undefined;
  #waitingSince = 0;
  #manifestTimer: NodeJS.Timeout | undefined;
  #manifestWanted = false;
  #manifestDue = false;
  /** Whether rows may be on disk that the manifest does not tell of. */
  #untold: boolean;

  constructor(options: WriterOptions, active: Segment) {
    this.#options = options;
    this.#segments = [active];
    this.#untold = active.savedRows > 0;
  }

  /** The first segment that is not wholly on disk. */
  get tail(): Segment | undefined {
    return this.#segments[0];
  }

  /** Bytes that are not on disk yet. */
  get unsaved(): number {
    let bytes = 0;
    for (const segment of this.#segments) bytes += segment.unsaved;
    return bytes;
  }

  /** A segment follows the last one. */
  add(segment: Segment): void {
    this.#segments.push(segment);
    this.manifestSoon();
  }

  /** To be called when rows were added. */
  wake(): void {
    if (this.#failed || this.#working) return;
    if (this.unsaved >= eagerBytes) {
      void this.#work();
      return;
    }
    const now = Date.now();
    if (!this.#waiting) this.#waitingSince = now;
    else if (now - this.#waitingSince > longestWait - quiet) return;
    clearTimeout(this.#waiting);
    this.#waiting = setTimeout(() => void this.#work(), quiet);
  }

  /** The manifest has changed. */
  manifestSoon(): void {
    this.#manifestWanted = true;
    if (this.#failed) return;
    this.#manifestTimer ??= setTimeout(() => {
      this.#manifestDue = true;
      void this.#work();
    }, manifestPause);
  }

  /** Removes files of segments, once the manifest does not list them any more. */
  remove(segments: readonly Segment[]): void {
    this.#doomed.push(...segments);
    for (const segment of segments) {
      const at = this.#segments.indexOf(segment);
      if (at >= 0) this.#segments.splice(at, 1);
    }
    this.manifestSoon();
  }

  /** Resolves when all that was added so far is on disk, or cannot be. */
  async flush(): Promise<void> {
    await this.#working;
    await this.#work();
    // After the rows, so that it tells of them.
    this.#manifestDue = this.#manifestWanted;
    await this.#work();
  }

  async close(): Promise<void> {
    // So that the manifest tells all of the tail.
    this.#manifestWanted ||= this.unsaved > 0 || this.#untold;
    await this.flush();
    this.stop();
    await this.#closeFiles();
  }

  /** Writes nothing any more. */
  stop(): void {
    this.#failed = true;
    clearTimeout(this.#waiting);
    clearTimeout(this.#manifestTimer);
  }

  #work(): Promise<void> {
    this.#working ??= this.#loop().finally(() => {
      this.#working = undefined;
      if (this.unsaved > 0) this.wake();
    });
    return this.#working;
  }

  async #loop(): Promise<void> {
    clearTimeout(this.#waiting);
    this.#waiting = undefined;
    try {
      if (!this.#failed) await this.#mustBeOurs();
      while (!this.#failed) {
        const segment = this.#segments.find(({ unsaved, sealed }) => unsaved > 0 || sealed);
        // The manifest first: it makes room, and there may always be something to write.
        if (this.#manifestDue) await this.#writeManifest();
        else if (!segment) break;
        else if (segment.unsaved > 0) await this.#saveOrMakeRoom(segment);
        else await this.#finish(segment);
      }
    } catch (error) {
      this.stop();
      await this.#closeFiles();
      this.#options.onFailure(error);
    }
  }

  async #mustBeOurs(): Promise<void> {
    if (!(await this.#options.mayWrite())) throw new Error('Another Gantry keeps the logs on this disk.');
  }

  async #saveOrMakeRoom(segment: Segment): Promise<void> {
    try {
      await this.#save(segment);
    } catch (error) {
      // What was dropped is in the way, perhaps: the loop tries again when it is gone.
      if (this.#doomed.length === 0) throw error;
      await this.#writeManifest();
    }
  }

  async #save(segment: Segment): Promise<void> {
    const files = await this.#filesOf(segment);
    const { held, rows, bytes, savedBytes, savedRows } = segment;
    if (!held) throw new Error('A segment was let go before it was written.');
    const text = held.text.subarray(savedBytes, bytes);
    const index = asBytes(held.index.subarray(savedRows * wordsPerLine, rows * wordsPerLine));
    // In this order, so that the index never tells of text that is not there.
    await write(files.text, text, savedBytes);
    await write(files.index, index, savedRows * indexBytes);
    segment.textCrc = crc32(text, segment.textCrc);
    segment.indexCrc = crc32(index, segment.indexCrc);
    segment.savedBytes = bytes;
    segment.savedRows = rows;
    this.#untold = true;
    this.#options.onSaved();
  }

  async #finish(segment: Segment): Promise<void> {
    await this.#closeFiles();
    segment.release();
    const at = this.#segments.indexOf(segment);
    if (at >= 0) this.#segments.splice(at, 1);
    this.manifestSoon();
  }

  async #filesOf(segment: Segment): Promise<{ readonly text: FileHandle; readonly index: FileHandle }> {
    if (this.#files?.segment === segment) return this.#files;
    await this.#closeFiles();
    const paths = segmentPaths(this.#options.folder, segment.base);
    const flags = segment.savedRows > 0 ? 'r+' : 'w';
    const text = await open(paths.text, flags, 0o600);
    let index: FileHandle;
    try {
      index = await open(paths.index, flags, 0o600);
    } catch (error) {
      await text.close();
      throw error;
    }
    this.#files = { segment, text, index };
    return this.#files;
  }

  async #closeFiles(): Promise<void> {
    const files = this.#files;
    this.#files = undefined;
    await Promise.allSettled([files?.text.close(), files?.index.close()]);
  }

  async #writeManifest(): Promise<void> {
    clearTimeout(this.#manifestTimer);
    this.#manifestTimer = undefined;
    this.#manifestDue = false;
    this.#manifestWanted = false;
    this.#untold = false;
    const doomed = this.#doomed.splice(0);
    const { folder, manifest } = this.#options;
    await this.#mustBeOurs();
    try {
      await writeManifest(folder, manifest());
    } catch (error) {
      if (doomed.length === 0) throw error;
      // On a full disk there may only be room for it once they are gone. Should it fail then, they count as damaged.
      await this.#removeFiles(doomed);
      await writeManifest(folder, manifest());
    }
    await this.#removeFiles(doomed);
  }

  async #removeFiles(segments: readonly Segment[]): Promise<void> {
    for (const segment of segments) {
      if (this.#files?.segment === segment) await this.#closeFiles();
      await removeSegment(this.#options.folder, segment.base);
    }
  }
}

async function write(file: FileHandle, bytes: Buffer, position: number): Promise<void> {
  let at = 0;
  while (at < bytes.length) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, position + at);
    at += bytesWritten;
  }
}
