import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LogId } from '../../../../app/logs.ts';
import { type Cause, cause, problem } from '../../../../app/rpc/problem.ts';
import type { Kept } from '../../../disk/data-folder.ts';
import { type Account, defaultLimits, overBudget, type SpoolLimits } from './budget.ts';
import { readManifest, type SpoolNote } from './manifest.ts';
import type { Classify } from './segment.ts';
import { SegmentCache } from './segment-cache.ts';
import { Spool } from './spool.ts';
import { partsOf, type StoredLog, storedLog } from './stored-log.ts';

/** How often age is looked at, in ms. */
const hour = 60 * 60 * 1000;
/** Between a segment that was sealed and the look at what that makes in all, in ms: in a flood they are sealed often. */
const checkPause = 1000;

export interface SpoolStoreOptions {
  /** Where Gantry keeps its own files. */
  readonly kept: Kept;
  readonly classify: Classify;
  readonly limits?: SpoolLimits;
}

/** Why logs are in memory only. */
const notOurs = cause('log-folder-not-ours');

interface Entry {
  readonly spool: Promise<Spool>;
  users: number;
}

/**
 * All logs that are kept below `<dataDir>/logs`, a folder each. Where the folder is another process's, and where nothing
 * can be written, logs are kept in memory.
 */
export class SpoolStore {
  readonly #folder: string;
  readonly #classify: Classify;
  readonly #cache = new SegmentCache();
  readonly #kept: Kept;
  /** Why logs are in memory only. */
  readonly #noFolder: Cause | undefined;
  readonly #open = new Map<LogId, Entry>();
  /** What is being done to the files of logs that are not open. */
  readonly #busy = new Map<LogId, Promise<unknown>>();
  /** Logs on disk that are not open; read again every hour. */
  readonly #closed = new Map<LogId, Account>();
  readonly #timers: NodeJS.Timeout[] = [];
  #soon: NodeJS.Timeout | undefined;
  #limits: SpoolLimits;
  #checking: Promise<void> | undefined;
  #disposed = false;

  private constructor(options: SpoolStoreOptions, why?: Cause) {
    this.#kept = options.kept;
    this.#folder = join(options.kept.path, 'logs');
    this.#classify = options.classify;
    this.#limits = options.limits ?? defaultLimits;
    this.#noFolder = why;
  }

  /** Never rejects: without a folder of its own it keeps logs in memory. */
  static async create(options: SpoolStoreOptions): Promise<SpoolStore> {
    try {
      if (!(await options.kept.mine())) return new SpoolStore(options, notOurs);
      await mkdir(join(options.kept.path, 'logs'), { recursive: true, mode: 0o700 });
      const store = new SpoolStore(options);
      store.#timers.push(setInterval(() => void store.check(true), hour).unref());
      void store.check(true);
      return store;
    } catch (error) {
      return new SpoolStore(options, { ...cause('log-folder-unusable'), detail: describe(error) });
    }
  }

  get limits(): SpoolLimits {
    return this.#limits;
  }

  /** Holds from now on: what is too much goes at once. */
  set limits(limits: SpoolLimits) {
    this.#limits = limits;
    void this.check();
  }

  /**
   * The log of that id, begun if there is none; the same object for all who have it open, to be given back with
   * `release`. `note`: what it remembers as long as it remembers nothing. `memory`: the first who opens it does not want
   * it to touch the disk; it is its last 16 MiB then, without what is on disk. Rejects for an id that is none.
   */
  async open(id: LogId, note: SpoolNote, keep: 'disk' | 'memory' = 'disk'): Promise<Spool> {
    checkId(id);
    let entry = this.#open.get(id);
    if (!entry) {
      entry = { spool: this.#openSpool(id, note, keep), users: 0 };
      this.#open.set(id, entry);
    }
    entry.users++;
    return entry.spool;
  }

  /** A log of its own that never touches the disk: its last 16 MiB. Nobody else gets it, and it need not be released. */
  aside(id: LogId, note: SpoolNote): Promise<Spool> {
    return this.#make(id, note, undefined, undefined);
  }

  /** One user less; the last one closes the log. */
  async release(spool: Spool): Promise<void> {
    const entry = this.#open.get(spool.id);
    if (!entry || (await entry.spool) !== spool || --entry.users > 0) return;
    this.#open.delete(spool.id);
    await this.#exclusive(spool.id, async () => {
      await spool.close();
      await this.#account(spool.id);
    });
  }

  /** Every log on disk. Reads manifests, not logs. */
  async list(): Promise<readonly StoredLog[]> {
    const stored: StoredLog[] = [];
    for (const id of await this.#ids()) {
      const spool = await this.#open.get(id)?.spool;
      if (spool?.kept === 'disk') {
        const { note, bytes, first, end, last } = spool;
        stored.push({ id, note, bytes, rows: end - first, last });
      } else stored.push(storedLog(id, await readManifest(join(this.#folder, id))));
    }
    return stored;
  }

  /** Deletes a log; one that is open is emptied. Rejects with the system's error. */
  async remove(id: LogId): Promise<void> {
    checkId(id);
    const spool = await this.#open.get(id)?.spool;
    await spool?.clear();
    if ((await this.#isOurs()) && spool?.kept !== 'disk') await this.#exclusive(id, () => this.#delete(id));
  }

  /** Drops what the limits do not allow. `afresh`: reads from disk what logs there are. */
  check(afresh = false): Promise<void> {
    if (this.#noFolder !== undefined || this.#disposed) return Promise.resolve();
    const before = this.#checking ?? Promise.resolve();
    const checking = before
      .then(() => this.#check(afresh))
      // A folder that cannot be read or removed now is looked at again in an hour.
      .catch(() => undefined);
    this.#checking = checking;
    return checking;
  }

  /** Writes what is not on disk yet. */
  async dispose(): Promise<void> {
    this.#disposed = true;
    for (const timer of this.#timers) clearInterval(timer);
    clearTimeout(this.#soon);
    await this.#checking;
    const spools = await Promise.all([...this.#open.values()].map(({ spool }) => spool));
    await Promise.allSettled([...spools.map((spool) => spool.close()), ...this.#busy.values()]);
  }

  #openSpool(id: LogId, note: SpoolNote, keep: 'disk' | 'memory'): Promise<Spool> {
    if (keep === 'memory') return this.#make(id, note, undefined, undefined);
    if (this.#noFolder !== undefined) return this.#make(id, note, undefined, this.#noFolder);
    return this.#exclusive(id, async () => {
      if (!(await this.#isOurs())) return this.#make(id, note, undefined, notOurs);
      this.#closed.delete(id);
      return this.#make(id, note, join(this.#folder, id), undefined);
    });
  }

  #make(id: LogId, note: SpoolNote, folder: string | undefined, noFolder: Cause | undefined): Promise<Spool> {
    return Spool.open({
      id,
      note,
      folder,
      noFolder,
      mayWrite: () => this.#isOurs(),
      classify: this.#classify,
      cache: this.#cache,
      limit: () => this.#limits.log,
      onSealed: () => this.#checkSoon(),
    });
  }

  #checkSoon(): void {
    this.#soon ??= setTimeout(() => {
      this.#soon = undefined;
      void this.check();
    }, checkPause).unref();
  }

  /** Whether files may be written and removed: another process may have taken the folder over. */
  async #isOurs(): Promise<boolean> {
    return this.#noFolder === undefined && (await this.#kept.mine());
  }

  async #check(afresh: boolean): Promise<void> {
    if (!(await this.#isOurs())) return;
    if (afresh) for (const id of await this.#ids()) await this.#account(id, true);
    const open = new Map<LogId, Spool>();
    for (const [id, entry] of this.#open) {
      const spool = await entry.spool;
      if (spool.kept === 'disk') open.set(id, spool);
    }
    const accounts = [...[...open.values()].map(accountOf), ...this.#closed.values()];
    for (const [id, count] of overBudget(accounts, this.#limits, Date.now())) {
      const spool = open.get(id);
      if (spool) spool.dropOldest(count);
      else await this.#shorten(id, count);
    }
    for (const { id, parts } of this.#closed.values()) if (parts.length === 0) await this.#shorten(id, 0);
  }

  /** Takes parts from a log that is not open, or was not a moment ago. */
  async #shorten(id: LogId, count: number): Promise<void> {
    const account = this.#closed.get(id);
    if (!account || this.#open.has(id)) return;
    if (count === account.parts.length) {
      await this.#exclusive(id, async () => {
        if (!this.#open.has(id)) await this.#delete(id);
      });
      return;
    }
    const spool = await this.open(id, nobody);
    spool.dropOldest(count);
    await this.release(spool);
  }

  /**
   * Finds out what a log takes that is not open; `repair`: makes a manifest if it has none, or one that tells of no rows:
   * where Gantry was killed, rows may be there all the same.
   */
  async #account(id: LogId, repair = false): Promise<void> {
    const manifest = await readManifest(join(this.#folder, id));
    if (this.#open.has(id)) return;
    const parts = manifest ? partsOf(manifest) : [];
    if (repair && parts.length === 0) await this.release(await this.open(id, nobody));
    else if (manifest) this.#closed.set(id, { id, rest: 0, parts });
  }

  async #delete(id: LogId): Promise<void> {
    this.#closed.delete(id);
    await rm(join(this.#folder, id), { recursive: true, force: true });
  }

  /** Ids of all logs that have a folder. */
  async #ids(): Promise<readonly LogId[]> {
    if (this.#noFolder !== undefined) return [];
    const names = await readdir(this.#folder);
    return names.filter((name) => LogId.safeParse(name).success);
  }

  /** Runs what must be alone with a log's files. */
  #exclusive<T>(id: LogId, run: () => Promise<T>): Promise<T> {
    const before = this.#busy.get(id) ?? Promise.resolve();
    const running: Promise<T> = before
      .catch(() => undefined)
      .then(run)
      .finally(() => {
        if (this.#busy.get(id) === running) this.#busy.delete(id);
      });
    this.#busy.set(id, running);
    return running;
  }
}

/** For a log of which nothing but its rows is known. */
const nobody: SpoolNote = { engine: '', name: '', containers: [] };

function checkId(id: string): void {
  if (!LogId.safeParse(id).success) throw problem('invalid-input', 'not-a-log');
}

function accountOf(spool: Spool): Account {
  const parts = spool.parts;
  return { id: spool.id, parts, rest: parts.reduce((rest, { size }) => rest - size, spool.bytes) };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
