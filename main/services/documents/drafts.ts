import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type FileDraft, FileVersion, maxFileSize } from '../../../app/documents.ts';
import { dropFile, type Kept, keepFile } from '../../disk/data-folder.ts';
import { diskProblem } from '../../disk/disk-problem.ts';
import { readTextWithin } from '../../disk/read-file.ts';
import { repaired } from '../../disk/repair.ts';

/** Drafts that are kept; the oldest make room. */
const mostDrafts = 100;
/** A text of the most that is edited, every character of it escaped, in bytes. */
const longest = 7 * maxFileSize;

/** `format`: of this file; `version` is that of the text. */
const Stored = z.object({
  format: z.optional(z.number()),
  path: z.string(),
  text: z.string(),
  version: z.optional(FileVersion),
});
const format = 1;

/**
 * Unsaved work by the path of its file, one file each in a folder of Gantry's own. Where nothing is kept on disk, it is
 * kept for as long as this process runs, so that a reload of the page loses nothing.
 */
export class Drafts {
  readonly #kept: Kept;
  readonly #folder: string;
  /** By path; undefined for one that was dropped. */
  readonly #unkept = new Map<string, FileDraft | undefined>();
  #writing: Promise<void> = Promise.resolve();

  constructor(kept: Kept) {
    this.#kept = kept;
    this.#folder = join(kept.path, 'drafts');
  }

  /** Undefined if there is none, or none that can be read. */
  async read(path: string): Promise<FileDraft | undefined> {
    await this.#writing;
    if (this.#unkept.has(path)) return this.#unkept.get(path);
    try {
      const found: unknown = JSON.parse(await readTextWithin(this.#file(path), longest));
      const stored = repaired(Stored, found, undefined).value;
      return stored && { text: stored.text, ...(stored.version === undefined ? {} : { version: stored.version }) };
    } catch {
      return undefined;
    }
  }

  /** Rejects with what the disk says, e.g. `no-space`; the work is kept in memory then. */
  save(path: string, draft: FileDraft): Promise<void> {
    return this.#next(async () => {
      this.#remember(path, draft);
      if (!(await this.#kept.mine())) return;
      try {
        await mkdir(this.#folder, { recursive: true, mode: 0o700 });
        await keepFile(this.#kept, this.#file(path), JSON.stringify({ format, path, ...draft }));
        this.#unkept.delete(path);
        await this.#prune().catch(() => undefined);
      } catch (error) {
        throw diskProblem(error, 'draft-not-kept');
      }
    });
  }

  drop(path: string): Promise<void> {
    return this.#next(async () => {
      this.#remember(path, undefined);
      if (!(await this.#kept.mine())) return;
      await dropFile(this.#kept, this.#file(path));
      this.#unkept.delete(path);
    });
  }

  /** Resolves when all that was asked for so far is done. */
  flush(): Promise<void> {
    return this.#writing;
  }

  #remember(path: string, draft: FileDraft | undefined): void {
    this.#unkept.delete(path);
    this.#unkept.set(path, draft);
    const [oldest] = this.#unkept.keys();
    if (this.#unkept.size > mostDrafts && oldest !== undefined) this.#unkept.delete(oldest);
  }

  /** One after the other: a page saves while it types. */
  #next(run: () => Promise<void>): Promise<void> {
    const done = this.#writing.then(run);
    this.#writing = done.catch(() => {});
    return done;
  }

  async #prune(): Promise<void> {
    const names = await readdir(this.#folder);
    if (names.length <= mostDrafts) return;
    const aged = await Promise.all(
      names.map(async (name) => ({ name, time: (await stat(join(this.#folder, name))).mtimeMs })),
    );
    const old = aged.toSorted((a, b) => b.time - a.time).slice(mostDrafts);
    for (const { name } of old) await rm(join(this.#folder, name), { force: true });
  }

  #file(path: string): string {
    return join(this.#folder, `${createHash('sha256').update(path).digest('hex')}.json`);
  }
}
