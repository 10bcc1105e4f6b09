import type { Stats } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { IgnoreMatcher, Matched } from '../../../app/dockerignore/matcher.ts';
import { problem } from '../../../app/rpc/problem.ts';
import { openRegular } from '../../disk/read-file.ts';
import type { ContextEntry, ContextFiles } from '../../engine/ports/builds.ts';
import type { Packed } from './context.ts';
import { onDisk } from './disk.ts';
import { readIgnores } from './ignore-file.ts';

/** What goes at once; a builder takes larger pieces no faster. */
const chunkSize = 64 * 1024;

/** A folder that is gone through. */
interface Folder {
  readonly path: string;
  readonly matched: Matched;
  /** Folders down to this one that are not told yet, because nothing in them was wanted so far. */
  readonly untold: ContextEntry[];
}

/**
 * A folder to build whose ignore file leaves out the Dockerfile or itself: such a file must reach the builder but not the
 * image, which one tar cannot say. Undefined where nothing of the kind is left out, and a tar will do.
 * @param count counts along what was sent
 */
export async function separateFiles(
  folder: string,
  dockerfile: string,
  count: Packed,
): Promise<ContextFiles | undefined> {
  const path = posix.normalize(dockerfile.replaceAll('\\', '/'));
  const matcher = await readIgnores(folder, dockerfile);
  if (!matcher.ignores(path) && !matcher.ignores('.dockerignore')) return undefined;
  return {
    folder,
    context: () => {
      count.files = 0;
      return inside(folder, matcher, { path: '', matched: [], untold: [] }, count);
    },
    dockerfile: () => alone(folder, path),
    read: (entry) => read(join(folder, entry.path), entry, count),
  };
}

/** Folders before what is in them, by the bytes of their names: the builder refuses any other order. */
async function* inside(
  root: string,
  matcher: IgnoreMatcher,
  folder: Folder,
  count: Packed,
): AsyncGenerator<ContextEntry, void> {
  const at = join(root, folder.path);
  const names = (await onDisk(at, readdir(at))).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const name of names) {
    const path = folder.path === '' ? name : `${folder.path}/${name}`;
    const stats = await onDisk(join(root, path), lstat(join(root, path)));
    const { ignored, matched } = matcher.test(path, folder.matched);
    const isFolder = stats.isDirectory();
    if (ignored && !(isFolder && matcher.mayHoldExceptions(path))) continue;
    const entry = await entryOf(root, path, stats);
    if (!entry) continue;
    const untold = [...folder.untold, entry];
    if (!ignored) {
      folder.untold.length = 0;
      yield* untold.splice(0);
      if (!isFolder) count.files += 1;
    }
    if (!isFolder) continue;
    const inner = { path, matched, untold };
    yield* inside(root, matcher, inner, count);
    // What was told inside is told.
    if (!ignored || inner.untold.length === 0) folder.untold.length = 0;
  }
}

/** The Dockerfile with the folders that it is in. A link to it is followed: it is read, not sent on. */
async function* alone(root: string, path: string): AsyncGenerator<ContextEntry, void> {
  const parts = path.split('/');
  for (let depth = 1; depth < parts.length; depth += 1) {
    yield { path: parts.slice(0, depth).join('/'), type: 'folder', mode: 0o755, mtime: 0, size: 0 };
  }
  const { file, stats } = await openRegular(join(root, path));
  await file.close();
  yield { path, type: 'file', mode: stats.mode, mtime: stats.mtimeMs, size: stats.size };
}

/** Undefined for a socket, which nobody sends, and for a device, which is refused. */
async function entryOf(root: string, path: string, stats: Stats): Promise<ContextEntry | undefined> {
  const common = { path, mode: stats.mode, mtime: stats.mtimeMs, size: stats.size };
  if (stats.isDirectory()) return { ...common, type: 'folder' };
  if (stats.isFile()) return { ...common, type: 'file' };
  if (stats.isFIFO()) return { ...common, type: 'pipe' };
  if (stats.isSocket()) return undefined;
  const at = join(root, path);
  if (stats.isSymbolicLink()) return { ...common, type: 'symlink', target: await onDisk(at, readlink(at)) };
  throw problem('unsupported', 'context-device', { detail: at });
}

async function* read(at: string, { size }: ContextEntry, count: Packed): AsyncGenerator<Buffer, void> {
  const { file } = await onDisk(at, openRegular(at));
  try {
    for (let left = size; left > 0; ) {
      const { bytesRead, buffer } = await onDisk(at, file.read(Buffer.allocUnsafe(Math.min(left, chunkSize))));
      if (bytesRead === 0) return;
      left -= bytesRead;
      count.bytes += bytesRead;
      yield buffer.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
