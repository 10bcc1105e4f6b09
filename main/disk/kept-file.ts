import { copyFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { toProblem } from '../../app/rpc/problem.ts';
import { type Kept, keepFile } from './data-folder.ts';
import { readTextWithin } from './read-file.ts';

/** Copies of a file that could not be read whole: the last ones are worth a look. */
const mostAside = 3;

export interface KeptFormat {
  readonly name: string;
  /** The newest that this program knows; it writes that. */
  readonly version: number;
  /** The longest that is read, in bytes. */
  readonly longest: number;
  /** Of its lines; for a file that people look at. */
  readonly indent?: number;
}

/** Fields as they stand in a file. */
export type Fields = Readonly<Record<string, unknown>>;

/**
 * One file of JSON in Gantry's folder: an object with a version and fields. What is none is set aside. Before the first
 * write over something that was odd, or newer than this program, a copy of it is put aside too. One write at a time;
 * changes that come meanwhile go into the next one together.
 */
export class KeptFile {
  readonly #folder: Kept;
  readonly #format: KeptFormat;
  readonly #file: string;
  /** What is to be copied before the first write, under this name. */
  #aside: string | undefined;
  #writing: Promise<void> = Promise.resolve();
  #waiting: Promise<void> | undefined;
  /** The disk lacks the last change. */
  #behind = false;

  constructor(folder: Kept, format: KeptFormat) {
    this.#folder = folder;
    this.#format = format;
    this.#file = join(folder.path, format.name);
  }

  /**
   * Reads the file, of whichever version.
   * @param take makes something of what stands there, without the version, which is 0 where there is none; undefined if
   *   that is nothing of ours: the file is set aside then, like one that is no JSON
   */
  async read<T>(take: (content: unknown, version: number) => T | undefined): Promise<T | undefined> {
    let text: string;
    try {
      text = await readTextWithin(this.#file, this.#format.longest);
    } catch (error) {
      // There is something, and the next write must not be its end.
      if (toProblem(error).code !== 'not-found') this.odd();
      return undefined;
    }
    const found = parse(text);
    const taken = found && take(found.content, found.version);
    if (taken === undefined) {
      if (await this.#folder.mine()) await this.#setAside('unreadable');
    } else if (found && found.version > this.#format.version) this.#aside = `v${found.version}`;
    return taken;
  }

  /** Something of what was read cannot be taken over: a copy stays. */
  odd(): void {
    this.#aside ??= 'unreadable';
  }

  /** Brings fields to disk, as they are when it is written. Rejects with what the disk says, e.g. `no-space`. */
  save(fields: () => Fields): Promise<void> {
    this.#waiting ??= this.#next(fields);
    return this.#waiting;
  }

  /** Resolves when nothing is being written any more; what could not be written is tried once more. Never rejects. */
  async flush(fields: () => Fields): Promise<void> {
    await this.#settled();
    if (!this.#behind) return;
    await this.save(fields).catch(() => undefined);
    await this.#settled();
  }

  async #settled(): Promise<void> {
    for (let seen: unknown; seen !== this.#writing; ) {
      seen = this.#writing;
      await this.#writing.catch(() => undefined);
    }
  }

  #next(fields: () => Fields): Promise<void> {
    this.#writing = this.#writing.catch(() => undefined).then(() => this.#write(fields));
    return this.#writing;
  }

  async #write(fields: () => Fields): Promise<void> {
    this.#waiting = undefined;
    this.#behind = true;
    await this.#copyAside();
    const content = { version: this.#format.version, ...fields() };
    await keepFile(this.#folder, this.#file, JSON.stringify(content, null, this.#format.indent));
    this.#behind = false;
  }

  async #copyAside(): Promise<void> {
    if (this.#aside === undefined || !(await this.#folder.mine())) return;
    await this.#setAside(this.#aside, 'copy');
    this.#aside = undefined;
  }

  /** Under the name, or with a number if that is taken; the oldest make room. */
  async #setAside(name: string, how: 'move' | 'copy' = 'move'): Promise<void> {
    const nameOf = (number: number) => `${this.#file}.${name}${number === 0 ? '' : `.${number}`}`;
    const moved = (from: string, to: string) => rename(from, to).catch(() => undefined);
    for (let number = mostAside - 1; number > 0; number--) await moved(nameOf(number - 1), nameOf(number));
    // What cannot be read can still be moved.
    if (how === 'copy') await copyFile(this.#file, nameOf(0)).catch(() => moved(this.#file, nameOf(0)));
    else await moved(this.#file, nameOf(0));
  }
}

/** Undefined for what is no JSON, or no object. */
function parse(text: string): { readonly version: number; readonly content: unknown } | undefined {
  try {
    const found: unknown = JSON.parse(text);
    if (Array.isArray(found)) return { version: 0, content: found };
    if (typeof found !== 'object' || found === null) return undefined;
    const { version, ...content } = found as Record<string, unknown>;
    return { version: typeof version === 'number' ? version : 0, content };
  } catch {
    return undefined;
  }
}
