import { lstatSync, opendirSync, readlinkSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { IgnoreMatcher, type Matched } from '../../../../app/dockerignore/matcher.ts';
import { readIgnoreFile } from '../../../../app/dockerignore/read.ts';
import { hashFile, textOfFile } from '../../../disk/hash-file.ts';
import type { FileChange } from './foresee.ts';

/** A file or link of a context as it was: path, size, ms of its last change, permissions, and a hash of what it holds. */
export type KnownFile = readonly [path: string, size: number, mtime: number, mode: number, hash: string];

export interface FileQuestion {
  readonly folder: string;
  /** The text of the ignore file. */
  readonly ignore: string;
  /** Of each step that copies: what it copies, as written. */
  readonly groups: readonly (readonly string[])[];
  /** Those of the last build. */
  readonly before: readonly KnownFile[];
  /** A file as it is in an editor. */
  readonly typed?: { readonly path: string; readonly text: string };
  /** ms since the epoch: what changed after it may have changed while that build read it. */
  readonly since?: number;
}

export interface FileAnswer {
  /** In no order. */
  readonly files: readonly KnownFile[];
  /** Of each group, the first file that is another than before. */
  readonly changes: readonly (FileChange | undefined)[];
  /** There are more than are looked at. */
  readonly truncated: boolean;
}

/** Files whose hashes are kept; of a folder with more, nothing is foretold of what it copies. */
const mostFiles = 10_000;
/** Entries that are looked at on the way. */
const mostEntries = 200_000;
/** A job is lost after 6 s. In ms. */
const mostTime = 4_000;
/** A text of more is in no editor, in bytes. */
const longestTyped = 1024 * 1024;
/** A file of which it is not known what the build saw. */
const unsure = '?';

interface Place {
  /** With slashes; '' at the top. */
  readonly path: string;
  readonly ignored: Matched;
  readonly groups: readonly Matched[];
}

/**
 * Compares the files that a build copies with those of the last one. One with the same size, time and permissions is the
 * same, as builders have it; of the others what they hold is compared. It blocks, so it runs in a process of its own.
 */
export function compareFiles(question: FileQuestion): FileAnswer {
  return new Comparison(question).run();
}

class Comparison {
  readonly #question: FileQuestion;
  readonly #ignore: IgnoreMatcher;
  readonly #groups: readonly IgnoreMatcher[];
  readonly #before: ReadonlyMap<string, KnownFile>;
  readonly #files: KnownFile[] = [];
  readonly #changes: (FileChange | undefined)[];
  readonly #until = Date.now() + mostTime;
  #entries = 0;
  #truncated = false;

  constructor(question: FileQuestion) {
    this.#question = question;
    this.#ignore = new IgnoreMatcher(readIgnoreFile(question.ignore));
    this.#groups = question.groups.map(
      (paths) => new IgnoreMatcher(paths.map(patternOf).filter((pattern) => pattern !== '')),
    );
    this.#before = new Map(question.before.map((file) => [file[0], file]));
    this.#changes = question.groups.map(() => undefined);
  }

  run(): FileAnswer {
    const top = this.#groups.map((_, group) => this.#question.groups[group]?.some(isAll) === true);
    const waiting: Place[] = [{ path: '', ignored: [], groups: this.#groups.map(() => []) }];
    for (let place = waiting.pop(); place && !this.#truncated; place = waiting.pop())
      waiting.push(...this.#inside(place, top));
    this.#findRemoved(top);
    const changes = this.#truncated ? this.#changes.map(() => ({ kind: 'unread' }) as const) : this.#changes;
    return { files: this.#truncated ? [] : this.#files, changes, truncated: this.#truncated };
  }

  #inside({ path, ignored, groups }: Place, top: readonly boolean[]): Place[] {
    const inner: Place[] = [];
    for (const name of namesIn(join(this.#question.folder, path))) {
      if ((this.#entries += 1) > mostEntries || Date.now() > this.#until) this.#truncated = true;
      if (this.#truncated) return [];
      const at = path === '' ? name : `${path}/${name}`;
      const left = this.#ignore.test(at, ignored);
      const taken = this.#groups.map((group, index) => group.test(at, groups[index] ?? []));
      const stats = statOf(join(this.#question.folder, at));
      if (!stats) continue;
      if (stats.isDirectory()) {
        if (left.ignored && !this.#ignore.mayHoldExceptions(at)) continue;
        inner.push({ path: at, ignored: left.matched, groups: taken.map(({ matched }) => matched) });
      } else if (!left.ignored) {
        const of = taken.flatMap(({ ignored }, index) => (ignored || top[index] === true ? [index] : []));
        if (of.length > 0) this.#look(at, stats, of);
      }
    }
    return inner;
  }

  #look(path: string, stats: Stats, groups: readonly number[]): void {
    if (!stats.isFile() && !stats.isSymbolicLink()) return;
    if (this.#files.length >= mostFiles) {
      this.#truncated = true;
      return;
    }
    const before = this.#before.get(path);
    const { size, mtimeMs, mode, ctimeMs } = stats;
    const same = before && before[1] === size && before[2] === mtimeMs && before[3] === mode;
    const isUnsure = this.#question.since !== undefined && ctimeMs >= this.#question.since;
    const known = same && before[4] !== unsure ? before[4] : this.#hash(path, stats);
    const hash = isUnsure ? unsure : (this.#typed(path, known) ?? known);
    this.#files.push([path, size, mtimeMs, mode, hash]);
    if (!before) this.#tell(groups, { kind: 'file', path, change: 'added' });
    else if (before[4] === unsure || hash === unsure) this.#tell(groups, { kind: 'unread' });
    else if (before[3] !== mode || before[4] !== hash) this.#tell(groups, { kind: 'file', path, change: 'changed' });
  }

  #findRemoved(top: readonly boolean[]): void {
    const seen = new Set(this.#files.map(([path]) => path));
    for (const [path] of this.#before) {
      if (seen.has(path)) continue;
      const of = this.#groups.flatMap((group, index) => (top[index] === true || group.ignores(path) ? [index] : []));
      this.#tell(of, { kind: 'file', path, change: 'removed' });
    }
  }

  /** The first by its name is told. */
  #tell(groups: readonly number[], change: FileChange): void {
    for (const group of groups) {
      const told = this.#changes[group];
      const isFirst = !told || told.kind === 'unread' || (change.kind === 'file' && change.path < told.path);
      if (isFirst && (change.kind === 'file' || !told)) this.#changes[group] = change;
    }
  }

  /** Another hash for the file that is in an editor, if that says something else than the disk. */
  #typed(path: string, known: string): string | undefined {
    const { typed, folder } = this.#question;
    if (typed?.path !== path) return undefined;
    const saved = textOfFile(join(folder, path), longestTyped, this.#until);
    if (saved === undefined) return undefined;
    return linesOf(saved) === linesOf(typed.text) ? known : `typed ${typed.text.length}`;
  }

  #hash(path: string, stats: Stats): string {
    const at = join(this.#question.folder, path);
    const hash = stats.isSymbolicLink() ? targetOf(at) : hashFile(at, this.#until);
    if (Date.now() > this.#until) this.#truncated = true;
    return hash ?? unsure;
  }
}

function targetOf(path: string): string | undefined {
  try {
    return `-> ${readlinkSync(path)}`;
  } catch {
    return undefined;
  }
}

/** An editor shows neither a byte order mark nor how lines end. */
function linesOf(text: string): string {
  return text.replace(/^\uFEFF/, '').replaceAll('\r\n', '\n');
}

function isAll(path: string): boolean {
  return patternOf(path) === '';
}

/** As a pattern of ignore files, which match what they name with all that is in it, as sources of COPY do. */
function patternOf(path: string): string {
  return path
    .split('/')
    .filter((part) => part !== '' && part !== '.')
    .join('/')
    .replace(/^!/, '\\!');
}

function namesIn(folder: string): readonly string[] {
  const names: string[] = [];
  try {
    const opened = opendirSync(folder, { bufferSize: 1_024 });
    try {
      for (let entry = opened.readSync(); entry && names.length <= mostEntries; entry = opened.readSync())
        names.push(entry.name);
    } finally {
      opened.closeSync();
    }
  } catch {
    // What cannot be read no build can read either: it says so itself.
  }
  return names;
}

function statOf(path: string): Stats | undefined {
  try {
    return lstatSync(path);
  } catch {
    return undefined;
  }
}
