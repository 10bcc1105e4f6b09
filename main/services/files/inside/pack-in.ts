import { posix } from 'node:path';
import { Readable } from 'node:stream';
import type { FileFacts } from '../../../../app/files.ts';
import { problem } from '../../../../app/rpc/problem.ts';
import { type TarEntry, tarEnd, tarHeader, tarPadding } from '../../builds/tar-entry.ts';
import type { Inside } from './shell.ts';

/** Makes a folder by the engine, in a container that runs nothing. */
export async function packFolder(inside: Inside, path: string, signal: AbortSignal): Promise<void> {
  const { files } = inside.engine;
  const name = posix.basename(path);
  if (await files.find(inside.container, path, signal)) {
    throw problem('conflict', 'file-name-taken', { params: { name }, field: 'name' });
  }
  const entry = { name: `${name}/`, type: 'folder', mode: 0o755, mtime: Date.now(), size: 0 } as const;
  await pack(inside, posix.dirname(path), entry, new Uint8Array(), signal);
}

/** Puts content into a file by the engine. @param was what is known of it */
export async function packFile(
  inside: Inside,
  path: string,
  was: FileFacts,
  data: Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  const { uid, gid, mode } = was;
  if (uid === undefined || gid === undefined) throw problem('unsupported', 'file-owner-untold');
  const entry = { name: posix.basename(path), type: 'file', mode, mtime: Date.now(), owner: { uid, gid } } as const;
  await pack(inside, posix.dirname(path), { ...entry, size: data.byteLength }, data, signal);
}

async function pack(
  { engine, container }: Inside,
  folder: string,
  entry: TarEntry,
  data: Uint8Array,
  signal: AbortSignal,
): Promise<void> {
  // What is no UTF-8 cannot be written so.
  if (/\p{Surrogate}/u.test(entry.name)) throw problem('unsupported', 'file-needs-running');
  const archive = [tarHeader(entry), data, tarPadding(entry.size), tarEnd].filter(({ byteLength }) => byteLength > 0);
  await engine.files.unpack(container, folder, Readable.from(archive, { objectMode: false }), signal);
}
