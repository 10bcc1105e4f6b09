import { realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, posix, relative, resolve } from 'node:path';
import { type ProblemError, problem } from '../../../app/rpc/problem.ts';
import type { Machine } from '../../engine/endpoints/machine.ts';
import { RefusedPlaces } from './refused-places.ts';

/** What one run remembers of files and of folders; a person opens some hundred. */
const mostKnown = 10_000;

const buildFile = /^(Dockerfile|Containerfile)([.-].*)?$|^.+\.dockerfile$|\.dockerignore$/i;
const composeFile = /^.+\.ya?ml$|^(docker-)?compose([.-].*)?$/i;
const environmentFile = /^\.env([.-].*)?$/i;

/** A file that a page may get at. */
export interface Granted {
  /** Without links; undefined where there is no such file. */
  readonly real: string | undefined;
  /** Where a new one would be: its folder has no links. */
  readonly place: string;
}

/**
 * Which files a page may read and write: those that the person opened in this run, if their name is one that builds or
 * Compose look for, and never those in refused places. The chooser is part of the page, so what is opened is what the page
 * says: the names and the places are what holds against a page that was taken over.
 */
export class Grants {
  readonly #refused: RefusedPlaces;
  readonly #folders = new Set<string>();
  readonly #files = new Set<string>();
  readonly #read = new Set<string>();

  private constructor(refused: RefusedPlaces) {
    this.#refused = refused;
  }

  /** @param dataDir Gantry's own folder */
  static async open(machine: Machine, dataDir: string): Promise<Grants> {
    return new Grants(await RefusedPlaces.of(machine, dataDir));
  }

  /** The person opens a folder to build. Rejects with `permission-denied` for a refused one. */
  async openFolder(path: string): Promise<void> {
    const { place, real = place } = await located(path);
    if (this.#refused.holds(real)) throw refusal(path);
    remember(this.#folders, real);
  }

  /** A folder is to be built. Rejects as `openFolder`, and for one so high up that keys and logins would be sent along. */
  async buildFolder(path: string): Promise<void> {
    await this.openFolder(path);
    const { place, real = place } = await located(path);
    if (!this.#refused.isWide(real)) return;
    throw problem('permission-denied', 'folder-too-wide', { detail: real });
  }

  /**
   * A file is lent to a build as a secret. Rejects with `permission-denied` for one in a refused place, unless it is in the
   * folder that is built, which the build may copy from anyway.
   */
  async buildSecret(path: string, folder: string): Promise<void> {
    const [file, context] = await Promise.all([located(path), located(folder)]);
    const way = relative(context.real ?? context.place, file.real ?? file.place);
    if (way.startsWith('..') || isAbsolute(way)) await this.allow(path);
  }

  /** The person opens a file. Rejects with `permission-denied` for one that nobody edits here. */
  async openFile(path: string): Promise<void> {
    const { place } = await this.#checked(path);
    if (environmentFile.test(basename(place)) && !this.#isOpen(place)) throw unopened(path);
    remember(this.#files, place);
    if (composeFile.test(basename(place))) remember(this.#folders, dirname(place));
  }

  /** Rejects with `permission-denied` for a file that nobody edits here, opened or not. */
  async editing(path: string): Promise<void> {
    await this.#checked(path);
  }

  /** The path to read a file by. Rejects with `permission-denied` for one that was not opened. */
  async reading(path: string): Promise<string> {
    const { place, real = place } = await this.#checked(path);
    if (!this.#isOpen(place)) throw unopened(path);
    return real;
  }

  /** A file was read: it may be written from now on. */
  wasRead(real: string): void {
    remember(this.#read, real);
  }

  /** The file to write. Rejects with `permission-denied` unless it was read, or is new in a folder that was opened. */
  async writing(path: string): Promise<Granted> {
    const found = await this.#checked(path);
    const { place, real } = found;
    if (!(real === undefined ? this.#isOpen(place) : this.#read.has(real))) throw unopened(path);
    const folder = dirname(real ?? place);
    // What shells and tools read of themselves in a home folder is not made there.
    const isPlanted = (real === undefined || environmentFile.test(basename(real))) && this.#refused.isWide(folder);
    if (this.#refused.isSystem(real ?? place) || isPlanted) {
      throw problem('permission-denied', 'folder-not-written-to', { detail: folder });
    }
    return found;
  }

  /** Rejects with `permission-denied` for a compose file that has no name of one, or is in a refused place. */
  async composeFile(path: string): Promise<void> {
    const { place, real = place } = await this.#checked(path);
    if (!composeFile.test(basename(place)) || !composeFile.test(basename(real))) throw refusal(path);
  }

  /** Rejects with `permission-denied` for a path in a refused place, whether it is there or not. */
  async allow(path: string): Promise<void> {
    const { place, real = place } = await located(path);
    if (this.#refused.holds(place) || this.#refused.holds(real)) throw refusal(path);
  }

  /**
   * New files are to be put into a folder, under the last names of some paths. Rejects with `permission-denied` for refused
   * places and those of the system, and for what shells and tools read of themselves in a home folder.
   */
  async receiving(folder: string, paths: readonly string[]): Promise<void> {
    const { place, real = place } = await located(folder);
    if (this.#refused.holds(real) || this.#refused.isSystem(real)) throw refusal(folder);
    const isHome = this.#refused.isWide(real);
    for (const name of paths.map((path) => posix.basename(path))) {
      if (this.#refused.holds(join(real, name)) || (isHome && name.startsWith('.'))) throw refusal(join(folder, name));
    }
  }

  /** Rejects with `permission-denied` for a folder of keys and logins; elsewhere names are no secrets. */
  async listing(path: string): Promise<void> {
    const { place, real = place } = await located(path);
    if (this.#refused.isSecret(real)) throw refusal(path);
  }

  async #checked(path: string): Promise<Granted> {
    const found = await located(path);
    const { place, real = place } = found;
    if (![place, real].every((one) => isEditable(basename(one)) && !this.#refused.holds(one))) throw refusal(path);
    return found;
  }

  #isOpen(place: string): boolean {
    if (this.#files.has(place)) return true;
    for (let folder = dirname(place), depth = 0; ; folder = dirname(folder), depth += 1) {
      // Of a home folder, or one above, no more is opened than is looked at.
      if (this.#folders.has(folder) && (depth < 2 || !this.#refused.isWide(folder))) return true;
      if (folder === dirname(folder)) return false;
    }
  }
}

function isEditable(name: string): boolean {
  return buildFile.test(name) || composeFile.test(name) || environmentFile.test(name);
}

function remember(known: Set<string>, path: string): void {
  if (known.size < mostKnown) known.add(path);
}

/** What is missing, or cannot be looked at, is taken as it is written below the first folder that can be. */
async function located(path: string): Promise<Granted> {
  const whole = resolve(path);
  const place = join(await realFolder(dirname(whole)), basename(whole));
  return { place, real: await realpath(place).catch(() => undefined) };
}

async function realFolder(path: string): Promise<string> {
  const above = dirname(path);
  return realpath(path).catch(async () => (above === path ? path : join(await realFolder(above), basename(path))));
}

function refusal(path: string): ProblemError {
  return problem('permission-denied', 'place-refused', { detail: path });
}

function unopened(path: string): ProblemError {
  return problem('permission-denied', 'document-not-opened', { detail: path });
}
