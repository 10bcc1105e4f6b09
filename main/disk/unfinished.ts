import { randomUUID } from 'node:crypto';
import { readdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Kept } from './data-folder.ts';
import { Notes } from './notes.ts';

/** A draft of `writeAtomically` or `writeArchive`: the name that it is to have, and a random UUID. */
const draftName = /^(.+)\.[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?:\.part)?$/;
/** A path, in bytes. */
const longestNote = 64 * 1024;

/** Runs what writes to a path, and leaves word of it meanwhile. */
export type During = <T>(path: string, write: () => Promise<T>) => Promise<T>;

/**
 * What is being written outside of Gantry's folder. A file appears whole or not at all, so whatever ends this process in
 * the middle leaves a draft beside it; a note of where lets the next start find it and nothing else.
 */
export class Unfinished {
  readonly #kept: Kept;
  readonly #notes: Notes;

  constructor(kept: Kept) {
    this.#kept = kept;
    this.#notes = new Notes(kept, 'unfinished');
  }

  readonly during: During = (path, write) => this.#notes.during(randomUUID(), path, write);

  /** Removes the drafts that a crash left, here and where the notes say. To be called once, before anything is written. */
  async sweep(): Promise<void> {
    if (!(await this.#kept.mine())) return;
    for (const note of await this.#notes.left()) {
      const path = await this.#notes.read(note, longestNote);
      if (path !== '') await removeDrafts(dirname(path), basename(path));
      await this.#notes.remove(note);
    }
    await removeDrafts(this.#kept.path);
    await removeDrafts(join(this.#kept.path, 'drafts'));
    const logs = join(this.#kept.path, 'logs');
    for (const log of await names(logs)) await removeDrafts(join(logs, log));
  }
}

/** Runs it without leaving word. */
export const unnoted: During = (_path, write) => write();

async function removeDrafts(folder: string, of?: string): Promise<void> {
  for (const name of await names(folder)) {
    const target = draftName.exec(name)?.[1];
    if (target === undefined || (of !== undefined && target !== of)) continue;
    await rm(join(folder, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/** Nothing where there is no such folder. */
function names(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
