import * as z from 'zod/mini';
import { type LogTarget, RecordedLogs } from '../../../app/logs.ts';
import type { Kept } from '../../disk/data-folder.ts';
import { KeptFile } from '../../disk/kept-file.ts';
import { repaired } from '../../disk/repair.ts';
import type { LogLease } from './follow/live-logs.ts';
import { type FeedSources, feed } from './view/feed.ts';

/** A hundred logs, each of the most containers that one may be of, in bytes. */
const longest = 1024 * 1024;

const Stored = z.object({ targets: RecordedLogs });

/** Follows logs whether anybody looks at them or not, so that they miss nothing; which ones outlives this process. */
export class Recording {
  readonly #sources: FeedSources;
  readonly #file: KeptFile;
  readonly #end: AbortSignal;
  /** By what they are of. */
  readonly #running = new Map<string, AbortController>();
  #targets: readonly LogTarget[] = [];

  private constructor(sources: FeedSources, file: KeptFile, end: AbortSignal) {
    this.#sources = sources;
    this.#file = file;
    this.#end = end;
  }

  /** Goes on with what was recorded when Gantry ended, until `end` aborts. */
  static async resume(sources: FeedSources, folder: Kept, end: AbortSignal): Promise<Recording> {
    const file = new KeptFile(folder, { name: 'recording.json', version: 1, longest });
    const recording = new Recording(sources, file, end);
    const targets = await file.read((content) => {
      const { value, odd } = repaired(Stored, content, { targets: [] });
      if (odd) file.odd();
      return value.targets;
    });
    recording.#follow(targets ?? []);
    return recording;
  }

  /** Records these and no others. Rejects with what the disk says if that cannot be kept: they are recorded all the same. */
  async set(targets: readonly LogTarget[]): Promise<void> {
    if (JSON.stringify(targets) === JSON.stringify(this.#targets)) return;
    this.#follow(targets);
    await this.#file.save(() => ({ targets: this.#targets }));
  }

  #follow(targets: readonly LogTarget[]): void {
    this.#targets = targets;
    const wanted = new Map(targets.map((target) => [JSON.stringify(target), target]));
    for (const [key, stop] of this.#running) {
      if (wanted.has(key)) continue;
      stop.abort();
      this.#running.delete(key);
    }
    for (const [key, target] of wanted) {
      if (this.#running.has(key)) continue;
      const stop = new AbortController();
      this.#running.set(key, stop);
      record(this.#sources, target, AbortSignal.any([this.#end, stop.signal]));
    }
  }
}

function record(sources: FeedSources, target: LogTarget, signal: AbortSignal): void {
  const leases: LogLease[] = [];
  const add = (lease: LogLease): void => {
    if (signal.aborted) lease.release();
    else leases.push(lease);
  };
  signal.addEventListener('abort', () => {
    for (const lease of leases) lease.release();
  });
  // An engine that is not known any more, a container that is gone: whoever opens the tab is told.
  feed(sources, { add }, target, signal).catch(() => {});
}
