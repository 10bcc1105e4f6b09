import { type FileEntry, type FileFacts, type Looked, mostEntries, mostShown } from '../../../../app/files.ts';
import { toProblem } from '../../../../app/rpc/problem.ts';
import type { ArchiveMember } from '../../../engine/ports/files.ts';
import type { Inside } from './shell.ts';

/** A folder's archive holds all below it, too: how long that is read for what is directly in it, in ms. */
const mostTime = 20_000;

/** Looks at a path by what the engine packs of it, whether the container runs or not. */
export async function lookByArchive(inside: Inside, path: string, signal: AbortSignal): Promise<Looked | 'nothing'> {
  const { files } = inside.engine;
  const found = await files.find(inside.container, path, signal);
  if (!found) return 'nothing';
  if (found.kind === 'folder') return listByArchive(inside, found, signal);
  // Nothing packs a socket, and a pipe or a device has no content.
  const none = { kind: found.kind, size: 0, mode: 0, mtime: 0 };
  if (found.kind !== 'file') return { kind: 'file', path: found.path, file: none, data: new Uint8Array(), live: false };
  let file: FileFacts | undefined;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const parts of files.read(inside.container, found, signal)) {
    for (const part of parts) {
      if (Buffer.isBuffer(part)) {
        chunks.push(part);
        size += part.length;
      } else file ??= factsOf(part);
    }
    if (size > mostShown) break;
  }
  const data = new Uint8Array(Buffer.concat(chunks).subarray(0, mostShown + 1));
  return { kind: 'file', path: found.path, file: file ?? none, data, live: false };
}

async function listByArchive(
  { engine, container }: Inside,
  found: Parameters<Inside['engine']['files']['read']>[1],
  signal: AbortSignal,
): Promise<Looked> {
  const entries: FileEntry[] = [];
  const late = AbortSignal.timeout(mostTime);
  let cut = false;
  try {
    for await (const parts of engine.files.read(container, found, AbortSignal.any([signal, late]))) {
      for (const part of parts) {
        if (Buffer.isBuffer(part) || part.name === '' || part.name.includes('/')) continue;
        entries.push({ ...factsOf(part), name: part.name, ...(part.kind === 'link' && { target: part.target }) });
      }
      cut = entries.length > mostEntries;
      if (cut) break;
    }
  } catch (error) {
    if (!late.aborted || signal.aborted || toProblem(error).code !== 'cancelled') throw error;
    cut = true;
  }
  return { kind: 'folder', path: found.path, entries: entries.slice(0, mostEntries), cut, live: false };
}

function factsOf({ kind, mode, uid, gid, size, mtime }: ArchiveMember): FileFacts {
  return {
    // A second name of a file is a file.
    kind: kind === 'hard-link' ? 'file' : kind,
    mode,
    size,
    mtime: Math.floor(mtime / 1000) * 1000,
    ...(uid !== undefined && { uid }),
    ...(gid !== undefined && { gid }),
  };
}
