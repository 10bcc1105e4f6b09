import type { Stats } from 'node:fs';
import { type FileHandle, lstat, readdir, readlink, stat } from 'node:fs/promises';
import { join, posix } from 'node:path';
import { Readable } from 'node:stream';
import type { IgnoreMatcher, Matched } from '../../../app/dockerignore/matcher.ts';
import { problem } from '../../../app/rpc/problem.ts';
import { openRegular } from '../../disk/read-file.ts';
import { changed, onDisk } from './disk.ts';
import { readIgnores } from './ignore/ignore-file.ts';
import { type TarEntry, tarEnd, tarHeader, tarPadding } from './tar-entry.ts';

/** Files up to here are read in one go, in bytes. */
const smallFile = 256 * 1024;
/** What is read at once of a larger one, in bytes. */
const chunkSize = 256 * 1024;
/** Small files that are read at once, which bounds the memory: 32 × 256 KiB. */
const together = 32;

/** What was packed so far. */
export interface Packed {
  bytes: number;
  /** Of the folder, as far as it is asked for. */
  files: number;
  /** Those of them whose bytes were sent: a builder has others from before. */
  sent: number;
}

interface Folder {
  /** With slashes, relative to the context; '' at the top. */
  readonly path: string;
  /** Absent at the top, which is not packed. */
  readonly stats?: Stats;
  readonly matched: Matched;
  readonly parent?: Folder;
  /** Already in the tar. */
  packed: boolean;
}

/** A file that is sent in place of the folder's. */
interface Instead {
  readonly path: string;
  readonly bytes: Buffer;
}

interface Found {
  readonly path: string;
  readonly at: string;
  readonly stats: Stats;
  readonly matched: Matched;
  readonly wanted: boolean;
}

interface Small {
  readonly stats: Stats;
  readonly bytes: Buffer;
}

/**
 * A folder as a tar stream, without what its .dockerignore leaves out; the Dockerfile and the .dockerignore are always in
 * it. Links are sent as links and never followed, pipes and devices are sent without being opened, sockets are left out;
 * all belongs to root. Holds 8 MiB at most. The stream fails with a ProblemError that names the file.
 * @param count counts along
 * @param instead what the Dockerfile says in place of what the folder has; that need not be there then
 */
export async function packContext(
  folder: string,
  dockerfile: string,
  count: Packed,
  instead?: Buffer,
): Promise<Readable> {
  const matcher = await readIgnores(folder, dockerfile);
  const isFolder = await stat(folder).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder) throw problem('not-found', 'context-missing', { detail: folder });
  const path = posix.normalize(dockerfile.replaceAll('\\', '/'));
  const walk = new Walk(folder, matcher, [path, '.dockerignore'], count, instead && { path, bytes: instead });
  return Readable.from(gathered(walk.run()), { objectMode: false });
}

/** Small pieces together: each chunk costs a write to the engine's socket. */
async function* gathered(pieces: AsyncIterable<Buffer>): AsyncGenerator<Buffer, void> {
  let waiting: Buffer[] = [];
  let size = 0;
  for await (const piece of pieces) {
    waiting.push(piece);
    size += piece.length;
    if (size < chunkSize) continue;
    yield Buffer.concat(waiting);
    waiting = [];
    size = 0;
  }
  if (size > 0) yield Buffer.concat(waiting);
}

class Walk {
  readonly #root: string;
  readonly #matcher: IgnoreMatcher;
  readonly #always: readonly string[];
  readonly #count: Packed;
  readonly #instead: Instead | undefined;

  constructor(root: string, matcher: IgnoreMatcher, always: readonly string[], count: Packed, instead?: Instead) {
    this.#root = root;
    this.#matcher = matcher;
    this.#always = always;
    this.#count = count;
    this.#instead = instead;
  }

  async *run(): AsyncGenerator<Buffer, void> {
    if (this.#instead) yield* this.#first(this.#instead);
    yield* this.#inside({ path: '', matched: [], packed: true });
    yield tarEnd;
  }

  *#first({ path, bytes }: Instead): Generator<Buffer, void> {
    yield tarHeader({ name: path, type: 'file', mode: 0o644, mtime: Date.now(), size: bytes.length });
    yield bytes;
    yield tarPadding(bytes.length);
  }

  async *#inside(folder: Folder): AsyncGenerator<Buffer, void> {
    const at = join(this.#root, folder.path);
    const names = (await onDisk(at, readdir(at))).sort();
    for (let next = 0; next < names.length; next += together) {
      const found = await Promise.all(names.slice(next, next + together).map((name) => this.#look(folder, name)));
      // Begun at once and awaited in order; a failure shows when its turn comes.
      const contents = found.map((entry) => {
        const content =
          entry.wanted && entry.stats.isFile() && entry.stats.size <= smallFile ? readSmall(entry.at) : undefined;
        content?.catch(() => {});
        return content;
      });
      for (const [index, entry] of found.entries()) yield* this.#entry(entry, folder, contents[index]);
    }
  }

  async #look(folder: Folder, name: string): Promise<Found> {
    const path = folder.path === '' ? name : `${folder.path}/${name}`;
    const at = join(this.#root, path);
    const stats = await onDisk(at, lstat(at));
    const { ignored, matched } = this.#matcher.test(path, folder.matched);
    return { path, at, stats, matched, wanted: !ignored || this.#always.includes(path) };
  }

  async *#entry(entry: Found, parent: Folder, content: Promise<Small> | undefined): AsyncGenerator<Buffer, void> {
    const { path, at, stats, matched, wanted } = entry;
    if (path === this.#instead?.path) return;
    if (stats.isDirectory()) {
      const folder: Folder = { path, stats, matched, parent, packed: false };
      const holds = this.#always.some((file) => file.startsWith(`${path}/`)) || this.#matcher.mayHoldExceptions(path);
      if (wanted) yield* this.#folder(folder);
      if (wanted || holds) yield* this.#inside(folder);
    } else if (wanted && !stats.isSocket()) {
      yield* this.#folder(parent);
      this.#count.files += 1;
      this.#count.sent += 1;
      if (content) yield* this.#small(path, await content);
      else if (stats.isFile()) yield* this.#large(path, at);
      else yield await special(path, at, stats);
    }
  }

  /** A folder goes before what is in it, also one that is only there for an exception. */
  *#folder(folder: Folder): Generator<Buffer, void> {
    if (folder.packed || !folder.stats) return;
    folder.packed = true;
    if (folder.parent) yield* this.#folder(folder.parent);
    yield header(`${folder.path}/`, 'folder', folder.stats);
  }

  *#small(path: string, { stats, bytes }: Small): Generator<Buffer, void> {
    this.#count.bytes += bytes.length;
    yield header(path, 'file', stats, { size: bytes.length });
    yield bytes;
    yield tarPadding(bytes.length);
  }

  async *#large(path: string, at: string): AsyncGenerator<Buffer, void> {
    const { file, stats } = await openFile(at);
    try {
      yield header(path, 'file', stats, { size: stats.size });
      for (let left = stats.size; left > 0; ) {
        const bytes = Buffer.allocUnsafe(Math.min(left, chunkSize));
        if (!(await onDisk(at, fill(file, bytes, stats.size - left)))) throw changed(at);
        left -= bytes.length;
        this.#count.bytes += bytes.length;
        yield bytes;
      }
      yield tarPadding(stats.size);
    } finally {
      await file.close();
    }
  }
}

async function special(path: string, at: string, stats: Stats): Promise<Buffer> {
  if (stats.isSymbolicLink()) return header(path, 'symlink', stats, { target: await onDisk(at, readlink(at)) });
  if (stats.isFIFO()) return header(path, 'pipe', stats);
  const type = stats.isCharacterDevice() ? 'character-device' : 'block-device';
  return header(path, type, stats, { major: stats.rdev >> 8, minor: stats.rdev & 0xff });
}

function header(name: string, type: TarEntry['type'], stats: Stats, more: Partial<TarEntry> = {}): Buffer {
  return tarHeader({ name, type, mode: stats.mode, mtime: stats.mtimeMs, size: 0, ...more });
}

async function readSmall(at: string): Promise<Small> {
  const { file, stats } = await openFile(at);
  try {
    if (stats.size > smallFile) throw changed(at);
    const bytes = Buffer.allocUnsafe(stats.size);
    if (!(await onDisk(at, fill(file, bytes, 0)))) throw changed(at);
    return { stats, bytes };
  } finally {
    await file.close();
  }
}

/** What is there when the file is opened counts: it may have become a link or a pipe since it was looked at. */
function openFile(at: string): Promise<{ readonly file: FileHandle; readonly stats: Stats }> {
  return onDisk(at, openRegular(at, 'refuse'));
}

/** Fills the bytes from a place of the file on; false if it ends before. */
async function fill(file: FileHandle, bytes: Buffer, from: number): Promise<boolean> {
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, from + filled);
    if (bytesRead === 0) return false;
    filled += bytesRead;
  }
  return true;
}
