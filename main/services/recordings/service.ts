import { Readable } from 'node:stream';
import type { Service } from '../../../app/rpc/operation.ts';
import { problem } from '../../../app/rpc/problem.ts';
import type { CastPart, Recording, recordings } from '../../../app/shells/recordings.ts';
import type { SessionId, TerminalItem } from '../../../app/terminal.ts';
import { Listeners } from '../../base/listeners.ts';
import { latest } from '../../base/live.ts';
import { diskProblem } from '../../disk/disk-problem.ts';
import type { During } from '../../disk/unfinished.ts';
import { checkTarget, writeArchive } from '../transfers/archive-file.ts';
import { type CastFile, openCast, readCast } from './cast-file.ts';
import { castText } from './cast-text.ts';
import { castOf } from './recorder.ts';

/** Ended recordings that pages are still told of: a window that was away for a moment hears what became of its own. */
const mostEnded = 20;

/** What is asked of the terminal service. */
interface Shells {
  attach(
    shell: { readonly session: SessionId },
    context: { readonly signal: AbortSignal },
  ): AsyncIterable<TerminalItem>;
}

interface Running {
  readonly stop: AbortController;
  readonly ended: Promise<void>;
}

export interface RecordingsService extends Service<typeof recordings> {
  /** Ends all that runs; resolves when it is on disk. */
  dispose(): Promise<void>;
}

/**
 * Records shells: one more reader of each, in this process, whatever becomes of the page.
 * @param allow rejects for a path that no page may get at
 * @param during writes what a crash must not leave in part
 */
export function createRecordings(
  shells: Shells,
  allow: (path: string) => Promise<void>,
  during: During,
): RecordingsService {
  return new Recordings(shells, allow, during);
}

class Recordings implements RecordingsService {
  readonly #shells: Shells;
  readonly #allow: (path: string) => Promise<void>;
  readonly #during: During;
  readonly #running = new Map<SessionId, Running>();
  /** Places of recordings whose file is being opened. */
  readonly #opening = new Set<SessionId>();
  readonly #changed = new Listeners();
  #list: readonly Recording[] = [];

  constructor(shells: Shells, allow: (path: string) => Promise<void>, during: During) {
    this.#shells = shells;
    this.#allow = allow;
    this.#during = during;
  }

  watch: RecordingsService['watch'] = (_, { signal }) =>
    latest(
      () => this.#list,
      (fire) => this.#changed.add(fire),
      signal,
    );

  start: RecordingsService['start'] = async ({ session, name, path, overwrite }) => {
    if (this.#running.has(session) || this.#opening.has(session)) throw problem('conflict', 'recorded-already');
    this.#opening.add(session);
    try {
      await this.#allow(path);
      const stop = new AbortController();
      // Before the file is made: a shell that is not known leaves none.
      const items = this.#shells.attach({ session }, { signal: stop.signal });
      const file = await openCast(path, overwrite);
      const recording: Recording = { session, name, path, since: Date.now(), bytes: 0, state: 'running' };
      this.#tell(recording);
      this.#running.set(session, { stop, ended: this.#record(recording, items, file) });
    } finally {
      this.#opening.delete(session);
    }
  };

  stop: RecordingsService['stop'] = async ({ session }) => {
    const running = this.#running.get(session);
    running?.stop.abort();
    await running?.ended;
  };

  async *play({ path }: { readonly path: string }): AsyncGenerator<CastPart, void> {
    await this.#allow(path);
    yield* readCast(path);
  }

  saveText: RecordingsService['saveText'] = async ({ path, to, overwrite }, { signal }) => {
    await Promise.all([this.#allow(path), this.#allow(to)]);
    await checkTarget(to, overwrite);
    const text = Buffer.from(await castText(readCast(path), signal));
    await this.#during(to, () => writeArchive(to, overwrite, Readable.from([text])));
    return { bytes: text.length };
  };

  async dispose(): Promise<void> {
    for (const { stop } of this.#running.values()) stop.abort();
    await Promise.all([...this.#running.values()].map(({ ended }) => ended));
  }

  /** Never rejects. */
  async #record(recording: Recording, items: AsyncIterable<TerminalItem>, file: CastFile): Promise<void> {
    const { session, name, path } = recording;
    let bytes = 0;
    try {
      for await (const line of castOf(items, { title: name, now: Date.now })) bytes += await file.write(line);
      await file.close();
      this.#tell({ ...recording, bytes, state: 'ended' });
    } catch (error) {
      await file.close().catch(() => undefined);
      const { problem } = diskProblem(error, 'file-unusable', { detail: path });
      this.#tell({ ...recording, bytes, state: 'failed', problem });
    } finally {
      this.#running.delete(session);
    }
  }

  /** In place of what was told of the same one; the oldest that ended go. */
  #tell(recording: Recording): void {
    const others = this.#list.filter(
      ({ session, since }) => session !== recording.session || since !== recording.since,
    );
    const ended = others.filter(({ state }) => state !== 'running').slice(-(mostEnded - 1));
    this.#list = [...others.filter((one) => one.state === 'running' || ended.includes(one)), recording];
    this.#changed.fire();
  }
}
