import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { lstat, readdir, readlink, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, posix } from 'node:path';
import type { IgnoreMatcher, Matched } from '../../../app/dockerignore/matcher.ts';
import { folderIgnore } from '../../../app/dockerignore/names.ts';
import { openRegular } from '../../disk/read-file.ts';
import type { ContextEntry, ContextFiles, FileSource } from '../../engine/ports/builds.ts';
import type { Packed } from './context.ts';
import { changed, onDisk } from './disk.ts';
import { readIgnores } from './ignore/ignore-file.ts';
import { type Reach, type Wanted, wantedIn } from './wanted.ts';

/** What is read at once, in bytes; a builder takes larger pieces no faster. */
const chunkSize = 64 * 1024;
/** In bytes: a builder repeats the patterns in a header, of which HTTP/2 takes no more. It copies no longer ignore file. */
const longestIgnore = 64 * 1024;
/** Entries of a folder that are looked at together. */
const together = 64;

/** A folder that is gone through. */
interface Folder {
  readonly path: string;
  readonly matched: Matched;
  readonly reach: Reach;
  /** Absent at the top, which is not told. */
  readonly entry?: ContextEntry;
  readonly parent?: Folder;
  told: boolean;
}

interface Found {
  readonly path: string;
  readonly stats: Stats;
  readonly ignored: boolean;
  readonly matched: Matched;
  readonly reach: Reach;
}

/**
 * A folder to build as a builder fetches it: without what its ignore file leaves out, which may be the Dockerfile.
 * Links are told as links and never followed, pipes and devices without being opened, sockets are left out. Rejects as
 * `readIgnores`, or with what the disk says.
 * @param count counts along what was told and sent
 * @param instead what the Dockerfile says in place of what the folder has
 */
export async function contextFiles(
  folder: string,
  dockerfile: string,
  count: Packed,
  instead?: Buffer,
): Promise<ContextFiles> {
  const path = posix.normalize(dockerfile.replaceAll('\\', '/'));
  const matcher = await readIgnores(folder, dockerfile);
  return {
    key: keyOf(folder, await onDisk(folder, stat(folder))),
    context: {
      entries: async function* (asked) {
        count.files = 0;
        const wanted = asked && (await wantedIn(folder, asked));
        yield* new Walk(folder, matcher, wanted, count).run();
      },
      read: (entry) => read(join(folder, entry.path), entry, 'refuse', count),
    },
    dockerfile: instead
      ? inMemory(path, instead)
      : {
          entries: () => alone(folder, path),
          // Of no context, so it does not count; a link to it is followed.
          read: (entry) => read(join(folder, entry.path), entry, 'follow'),
        },
    ignore: {
      entries: () => ignoreFile(folder),
      read: (entry) => read(join(folder, entry.path), entry, 'follow'),
    },
  };
}

/** A builder keeps by name, size and time what it was sent: another folder of the same name is another. */
function keyOf(folder: string, { dev, ino, birthtimeMs }: Stats): string {
  return createHash('sha256').update([hostname(), folder, dev, ino, birthtimeMs].join('\0')).digest('hex');
}

class Walk {
  readonly #root: string;
  readonly #matcher: IgnoreMatcher;
  readonly #wanted: Wanted | undefined;
  readonly #count: Packed;
  /** Paths that were told of files with several names, by what they are on the disk. */
  readonly #told = new Map<string, string>();

  constructor(root: string, matcher: IgnoreMatcher, wanted: Wanted | undefined, count: Packed) {
    this.#root = root;
    this.#matcher = matcher;
    this.#wanted = wanted;
    this.#count = count;
  }

  run(): AsyncGenerator<ContextEntry, void> {
    return this.#inside({ path: '', matched: [], reach: this.#reach('', 'no'), told: true });
  }

  async *#inside(folder: Folder): AsyncGenerator<ContextEntry, void> {
    const at = join(this.#root, folder.path);
    const names = inByteOrder(await onDisk(at, readdir(at)));
    const paths = names
      .map((name) => (folder.path === '' ? name : `${folder.path}/${name}`))
      .filter((path) => this.#reach(path, folder.reach) !== 'no');
    for (let next = 0; next < paths.length; next += together) {
      const found = await Promise.all(paths.slice(next, next + together).map((path) => this.#look(folder, path)));
      for (const each of found) yield* this.#entry(each, folder);
    }
  }

  #reach(path: string, parent: Reach): Reach {
    return this.#wanted ? this.#wanted.reach(path, parent) : 'whole';
  }

  async #look(folder: Folder, path: string): Promise<Found> {
    const at = join(this.#root, path);
    const stats = await onDisk(at, lstat(at));
    return { path, stats, reach: this.#reach(path, folder.reach), ...this.#matcher.test(path, folder.matched) };
  }

  /** A file of several names is sent once, as it is one on the disk. */
  #once(entry: ContextEntry, { dev, ino, nlink }: Stats): ContextEntry {
    if (entry.type !== 'file' || nlink < 2) return entry;
    const key = `${dev} ${ino}`;
    const sameAs = this.#told.get(key);
    if (sameAs !== undefined) return { ...entry, sameAs };
    this.#told.set(key, entry.path);
    return entry;
  }

  async *#entry(found: Found, parent: Folder): AsyncGenerator<ContextEntry, void> {
    const { path, stats, ignored, matched, reach } = found;
    const isFolder = stats.isDirectory();
    if (ignored && !(isFolder && this.#matcher.mayHoldExceptions(path))) return;
    const entry = await entryOf(join(this.#root, path), path, stats);
    if (!entry) return;
    if (isFolder) {
      const folder: Folder = { path, matched, reach, entry, parent, told: false };
      if (!ignored) yield* tell(folder);
      yield* this.#inside(folder);
    } else if (reach === 'whole') {
      yield* tell(parent);
      this.#count.files += 1;
      yield this.#once(entry, stats);
    }
  }
}

/** A folder goes before what is in it, also one that is only there for an exception. */
function* tell(folder: Folder): Generator<ContextEntry, void> {
  if (folder.told) return;
  folder.told = true;
  if (folder.parent) yield* tell(folder.parent);
  if (folder.entry) yield folder.entry;
}

/** The builder refuses any other order. That of UTF-16 is the same but for characters beyond its first 65,536. */
function inByteOrder(names: readonly string[]): readonly string[] {
  if (!names.some((name) => /[\uD800-\uDFFF]/.test(name))) return names.toSorted();
  return names.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
}

/** A file that is on no disk. It is new each time: a builder that had one of that size would take it for the same. */
function inMemory(path: string, bytes: Buffer): FileSource {
  const mtime = Date.now();
  return {
    entries: async function* () {
      yield* foldersOf(path);
      yield { path, type: 'file', mode: 0o644, mtime, size: bytes.length };
    },
    read: async function* () {
      for (let at = 0; at < bytes.length; at += chunkSize) yield bytes.subarray(at, at + chunkSize);
    },
  };
}

function* foldersOf(path: string): Generator<ContextEntry, void> {
  const parts = path.split('/');
  for (let depth = 1; depth < parts.length; depth += 1) {
    yield { path: parts.slice(0, depth).join('/'), type: 'folder', mode: 0o755, mtime: 0, size: 0 };
  }
}

/** The Dockerfile with the folders that it is in. A link to it is followed: it is read, not sent on. */
async function* alone(root: string, path: string): AsyncGenerator<ContextEntry, void> {
  yield* foldersOf(path);
  const { file, stats } = await openRegular(join(root, path));
  await file.close();
  yield { path, type: 'file', mode: stats.mode, mtime: stats.mtimeMs, size: stats.size };
}

async function* ignoreFile(root: string): AsyncGenerator<ContextEntry, void> {
  const stats = await stat(join(root, folderIgnore)).catch(() => undefined);
  if (stats?.isFile() && stats.size <= longestIgnore) yield* alone(root, folderIgnore);
}

/** Undefined for a socket, which nobody sends. */
async function entryOf(at: string, path: string, stats: Stats): Promise<ContextEntry | undefined> {
  const common = { path, mode: stats.mode, mtime: stats.mtimeMs, size: stats.size };
  if (stats.isDirectory()) return { ...common, type: 'folder' };
  if (stats.isFile()) return { ...common, type: 'file' };
  if (stats.isFIFO()) return { ...common, type: 'pipe' };
  if (stats.isSocket()) return undefined;
  if (stats.isSymbolicLink()) return { ...common, type: 'symlink', target: await onDisk(at, readlink(at)) };
  const type = stats.isCharacterDevice() ? 'character-device' : 'block-device';
  return { ...common, type, major: stats.rdev >> 8, minor: stats.rdev & 0xff };
}

/** As many bytes as were told: a file that grew meanwhile is sent as it was, one that shrank has changed. */
async function* read(
  at: string,
  { size }: ContextEntry,
  links: 'follow' | 'refuse',
  count?: Packed,
): AsyncGenerator<Buffer, void> {
  const { file } = await onDisk(at, openRegular(at, links));
  try {
    if (count) count.sent += 1;
    for (let left = size; left > 0; ) {
      const { bytesRead, buffer } = await onDisk(at, file.read(Buffer.allocUnsafe(Math.min(left, chunkSize))));
      if (bytesRead === 0) throw changed(at);
      left -= bytesRead;
      if (count) count.bytes += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
