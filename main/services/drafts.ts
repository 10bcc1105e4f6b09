import { createHash } from 'node:crypto';
import { mkdir, readdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { type FileDraft, FileVersion, maxFileSize } from '../../app/files.ts';
import { readTextWithin } from '../disk/read-file.ts';
import { writeAtomically } from '../disk/write-file.ts';

/** Drafts that are kept; the oldest make room. */
const mostDrafts = 100;
/** A text of the most that is edited, every character of it escaped, in bytes. */
const longest = 7 * maxFileSize;

const Stored = z.object({ path: z.string(), text: z.string(), version: z.optional(FileVersion) });

/** Unsaved work by the path of its file, one file each in a folder of Gantry's own. */
export class Drafts {
  readonly #folder: string;
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Undefined if there is none, or none that can be read. */
  async read(path: string): Promise<FileDraft | undefined> {
    await this.#writing;
    try {
      const { text, version } = Stored.parse(JSON.parse(await readTextWithin(this.#file(path), longest)));
      return { text, ...(version === undefined ? {} : { version }) };
    } catch {
      return undefined;
    }
  }

  save(path: string, draft: FileDraft): Promise<void> {
    return this.#next(async () => {
      await mkdir(this.#folder, { recursive: true, mode: 0o700 });
      await writeAtomically(this.#file(path), JSON.stringify({ path, ...draft }));
      await this.#prune();
    });
  }

  drop(path: string): Promise<void> {
    return this.#next(() => rm(this.#file(path), { force: true }));
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
