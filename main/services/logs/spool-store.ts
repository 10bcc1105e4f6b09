import { type FileHandle, mkdir, open, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { LogId } from '../../../app/logs.ts';
import { problem } from '../../../app/problem.ts';
import { BlockCache } from './block-cache.ts';
import type { Segment } from './segment.ts';
import { Spool } from './spool.ts';
import { SpoolFiles, type SpoolNote } from './spool-files.ts';

/** What logs may take on disk; beyond a bound the oldest segments go. */
export interface SpoolLimits {
  /** Bytes of one log. */
  readonly perLog: number;
  /** Bytes of all logs. */
  readonly total: number;
  /** ms. */
  readonly age: number;
}

/** A log on disk, as its manifest tells. */
export interface StoredLog extends SpoolNote {
  readonly log: LogId;
  /** Bytes. */
  readonly size: number;
  readonly lines: number;
  /** ms since the epoch of its last line; 0 if it has none. */
  readonly last: number;
}

/** How often logs are looked over for age and for their sum, in ms. */
const sweepEvery = 10 * 60_000;

interface Entry {
  readonly spool: Promise<Spool>;
  claims: number;
}

/** The logs on disk: one folder each, one object for all who use it. */
export class SpoolStore {
  limits: SpoolLimits;
  readonly #dir: string;
  readonly #cache = new BlockCache();
  readonly #entries = new Map<LogId, Entry>();
  /** Held while another program must not write here; absent when one does: then logs stay in memory. */
  #lock: FileHandle | undefined;
  #timer: NodeJS.Timeout | undefined;

  private constructor(dir: string, limits: SpoolLimits) {
    this.#dir = dir;
    this.limits = limits;
  }

  /** Never rejects: a folder that cannot be used means logs in memory. */
  static async open(dir: string, limits: SpoolLimits): Promise<SpoolStore> {
    const store = new SpoolStore(dir, limits);
    store.#lock = await takeLock(dir).catch(() => undefined);
    if (store.#lock) {
      void store.sweep();
      store.#timer = setInterval(() => void store.sweep(), sweepEvery).unref();
    }
    return store;
  }

  /** A log's spool, made if there is none; `note` is for a new one. Give it back with `release`. */
  async acquire(id: LogId, note: SpoolNote): Promise<Spool> {
    const entry = this.#entries.get(id) ?? { spool: this.#open(id, note), claims: 0 };
    this.#entries.set(id, entry);
    entry.claims += 1;
    return entry.spool;
  }

  async release(spool: Spool): Promise<void> {
    const entry = this.#entries.get(spool.id);
    if (!entry || (await entry.spool) !== spool) return spool.close();
    entry.claims -= 1;
    if (entry.claims > 0) return;
    this.#entries.delete(spool.id);
    await spool.close();
  }

  /** A log that is never on disk. */
  memory(id: LogId, note: SpoolNote): Spool {
    return new Spool({ id, note, cache: this.#cache, room: () => 0 });
  }

  /** All logs on disk, the newest first. */
  async list(): Promise<StoredLog[]> {
    if (!this.#lock) return [];
    const names = await readdir(this.#dir).catch((): string[] => []);
    const logs = await Promise.all(names.filter(isLogId).map((id) => this.#stored(id)));
    return logs.flatMap((log) => log ?? []).toSorted((a, b) => b.last - a.last);
  }

  /** Deletes a log; one that is open is emptied. */
  async remove(id: LogId): Promise<void> {
    const entry = this.#entries.get(id);
    if (entry) {
      (await entry.spool).clear();
      return;
    }
    await rm(this.#folder(id), { recursive: true, force: true });
  }

  /** Drops what is too old, and the oldest of all while there is too much. */
  async sweep(): Promise<void> {
    const before = Date.now() - this.limits.age;
    const isOld = (segment: Segment) => timeOf(segment) > 0 && timeOf(segment) < before;
    for (const { spool } of this.#entries.values()) (await spool).dropWhile(isOld);
    const stored = await this.list();
    let sum = stored.reduce((total, { size }) => total + size, 0);
    for (const { log, last, size } of stored.toReversed()) {
      if (this.#entries.has(log)) continue;
      if (last >= before && sum <= this.limits.total) continue;
      sum -= size;
      await this.remove(log);
    }
    await this.#shrinkOpen(sum);
  }

  /** Writes everything and lets go of the folder. */
  async dispose(): Promise<void> {
    clearInterval(this.#timer);
    const spools = [...this.#entries.values()].map(({ spool }) => spool);
    this.#entries.clear();
    await Promise.allSettled(spools.map(async (spool) => (await spool).close()));
    if (!this.#lock) return;
    await this.#lock.close();
    this.#lock = undefined;
    await rm(join(this.#dir, 'lock'), { force: true });
  }

  async #open(id: LogId, note: SpoolNote): Promise<Spool> {
    if (!this.#lock) return this.memory(id, note);
    const files = new SpoolFiles(this.#folder(id));
    const found = await files.find().catch(() => ({ note: undefined, segments: [], damaged: false }));
    const spool = new Spool({
      id,
      note: found.note ?? note,
      files,
      segments: found.segments,
      cache: this.#cache,
      room: () => this.limits.perLog,
    });
    const before = Date.now() - this.limits.age;
    spool.dropWhile((segment) => timeOf(segment) > 0 && timeOf(segment) < before);
    if (found.damaged) await spool.mark({ kind: 'damaged' });
    spool.note = spool.note;
    return spool;
  }

  async #stored(log: LogId): Promise<StoredLog | undefined> {
    const open = this.#entries.get(log);
    if (open) {
      const { note, segments, bytes } = await open.spool;
      return { log, ...note, size: bytes, lines: sum(segments), last: Math.max(0, ...segments.map(timeOf)) };
    }
    const manifest = await new SpoolFiles(this.#folder(log)).manifest();
    if (!manifest) return undefined;
    const segments = manifest.segments.map(({ file, ...facts }) => ({ file, ...facts }));
    return {
      log,
      ...manifest.note,
      size: segments.reduce((total, { bytes, rows }) => total + bytes + rows * 16, 0),
      lines: sum(segments),
      last: Math.max(0, ...segments.map(({ latest }) => latest.seconds * 1000 + latest.nanos / 1e6)),
    };
  }

  async #shrinkOpen(size: number): Promise<void> {
    let left = size - this.limits.total;
    const spools = await Promise.all(Array.from(this.#entries.values(), ({ spool }) => spool));
    while (left > 0) {
      const oldest = spools
        .filter(({ segments }) => segments.length > 1)
        .toSorted((a, b) => startOf(a) - startOf(b))[0];
      if (!oldest) return;
      const before = oldest.bytes;
      let dropped = false;
      oldest.dropWhile(() => !dropped && (dropped = true));
      left -= before - oldest.bytes;
    }
  }

  #folder(id: LogId): string {
    if (!isLogId(id)) throw problem('invalid-input', 'That is not the name of a log.');
    return join(this.#dir, id);
  }
}

function isLogId(name: string): boolean {
  return LogId.safeParse(name).success;
}

function sum(segments: readonly { readonly rows: number }[]): number {
  return segments.reduce((total, { rows }) => total + rows, 0);
}

function timeOf({ latest }: Segment): number {
  return latest.seconds * 1000 + latest.nanos / 1e6;
}

function startOf({ segments }: Spool): number {
  const [oldest] = segments;
  return oldest ? timeOf(oldest) : 0;
}

/** A file that names the process which writes here; one left behind by a process that is gone is taken over. */
async function takeLock(dir: string): Promise<FileHandle> {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const file = join(dir, 'lock');
  for (let tries = 0; ; tries += 1) {
    try {
      const handle = await open(file, 'wx', 0o600);
      await handle.writeFile(String(process.pid));
      return handle;
    } catch (error) {
      const owner = Number(await readFile(file, 'utf8').catch(() => ''));
      if (tries > 0 || (owner !== process.pid && isAlive(owner))) throw error;
      await rm(file, { force: true });
    }
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
