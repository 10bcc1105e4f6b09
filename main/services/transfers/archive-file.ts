import { randomUUID } from 'node:crypto';
import type { ReadStream } from 'node:fs';
import { type FileHandle, link, lstat, rename, rm } from 'node:fs/promises';
import { ProblemError, problem } from '../../../app/rpc/problem.ts';
import { codeOf, diskProblem } from '../../disk/disk-problem.ts';
import { openNew } from '../../disk/open-file.ts';
import { openRegular } from '../../disk/read-file.ts';

/** What is read at once, in bytes. */
const chunkSize = 256 * 1024;

/** Rejects with `conflict` where a file is in the way, and always where something else than a file is. */
export async function checkTarget(path: string, overwrite: boolean): Promise<void> {
  const info = await lstat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw fileProblem(path, error);
  });
  if (!info) return;
  if (!info.isFile()) throw problem('conflict', 'archive-no-file', { detail: path, field: 'path' });
  if (!overwrite) throw exists(path);
}

/** Writes what comes to a file that is there whole or not at all. Rejects with what `chunks` throws, or what the disk says. */
export async function writeArchive(path: string, overwrite: boolean, chunks: AsyncIterable<Buffer>): Promise<void> {
  const draft = `${path}.${randomUUID()}.part`;
  try {
    const file = await openNew(draft, 0o600);
    try {
      for await (const chunk of chunks) await writeAll(file, chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    await place(draft, path, overwrite);
  } catch (error) {
    throw fileProblem(path, error);
  } finally {
    // Why it failed is known already.
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/**
 * A file to send to an engine, and its size in bytes. Rejects where there is no such file. It may fail before anybody
 * listens to the stream: `stream.errored` says so.
 */
export async function openArchive(path: string): Promise<{ readonly size: number; readonly stream: ReadStream }> {
  const { file, stats } = await openRegular(path).catch((error: unknown) => {
    throw fileProblem(path, error);
  });
  if (stats.size === 0) {
    await file.close();
    throw problem('invalid-input', 'archive-empty', { detail: path, field: 'path' });
  }
  const stream = file.createReadStream({ highWaterMark: chunkSize });
  stream.on('error', () => undefined);
  return { size: stats.size, stream };
}

async function writeAll(file: FileHandle, chunk: Buffer): Promise<void> {
  for (let at = 0; at < chunk.length; ) {
    const { bytesWritten } = await file.write(chunk, at);
    at += bytesWritten;
  }
}

/** A link refuses where a file came meanwhile; disks without links get the best there is. */
async function place(draft: string, path: string, overwrite: boolean): Promise<void> {
  if (overwrite) return rename(draft, path);
  try {
    await link(draft, path);
  } catch (error) {
    const code = codeOf(error);
    if (code === 'EEXIST') throw exists(path);
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'ENOSYS' && code !== 'EOPNOTSUPP') throw error;
    await checkTarget(path, false);
    await rename(draft, path);
  }
}

function exists(path: string): ProblemError {
  return problem('conflict', 'file-exists', { detail: path, field: 'path' });
}

/** What the disk says, as a fault of the path that was given: what is no file is none that can be used. */
function fileProblem(path: string, error: unknown): ProblemError {
  const found = diskProblem(error, 'file-unusable').problem;
  const code = found.code === 'unsupported' ? 'invalid-input' : found.code;
  return new ProblemError({ ...found, code, detail: path, field: 'path' });
}
