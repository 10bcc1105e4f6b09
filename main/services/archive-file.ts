import { randomUUID } from 'node:crypto';
import { constants, type ReadStream } from 'node:fs';
import { type FileHandle, link, lstat, open, rename, rm } from 'node:fs/promises';
import { ProblemError, problem } from '../../app/problem.ts';
import { diskProblem } from '../disk/disk-problem.ts';

/** What is read at once, in bytes. */
const chunkSize = 256 * 1024;

/** Rejects with `conflict` where a file is in the way, and always where something else than a file is. */
export async function checkTarget(path: string, overwrite: boolean): Promise<void> {
  const info = await lstat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw fileProblem(path, error);
  });
  if (!info) return;
  if (!info.isFile())
    throw problem('conflict', 'There is something else than a file here.', { detail: path, field: 'path' });
  if (!overwrite) throw exists(path);
}

/** Writes what comes to a file that is there whole or not at all. Rejects with what `chunks` throws, or what the disk says. */
export async function writeArchive(path: string, overwrite: boolean, chunks: AsyncIterable<Buffer>): Promise<void> {
  const draft = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(draft, 'wx', 0o600);
    try {
      for await (const chunk of chunks) await writeAll(file, chunk);
      await file.sync();
    } finally {
      await file.close();
    }
    await place(draft, path, overwrite);
  } catch (error) {
    throw error instanceof ProblemError ? error : fileProblem(path, error);
  } finally {
    // Why it failed is known already.
    await rm(draft, { force: true }).catch(() => undefined);
  }
}

/** A file to send to an engine, not read yet, and its size in bytes. Rejects where there is no such file. */
export async function openArchive(path: string): Promise<{ readonly size: number; readonly stream: ReadStream }> {
  try {
    // A pipe would keep the opening waiting.
    const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    const info = await file.stat();
    if (!info.isFile() || info.size === 0) {
      await file.close();
      throw problem('invalid-input', info.isFile() ? 'This file is empty.' : 'This is not a file.', { field: 'path' });
    }
    return { size: info.size, stream: file.createReadStream({ highWaterMark: chunkSize }) };
  } catch (error) {
    throw error instanceof ProblemError ? error : fileProblem(path, error);
  }
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
  return problem('conflict', 'There is a file of this name already.', { detail: path, field: 'path' });
}

function fileProblem(path: string, error: unknown): ProblemError {
  const code = codeOf(error);
  const more = { detail: path, field: 'path' };
  if (code === 'ENOENT') return problem('not-found', 'There is no such file or folder.', more);
  if (code === 'ENOTDIR' || code === 'EISDIR') return problem('invalid-input', 'This is not a file in a folder.', more);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return problem('permission-denied', 'You may not use this file.', more);
  if (diskProblem(error, '').problem.code === 'no-space')
    return problem('no-space', 'The disk is full.', {
      ...more,
      nextStep: 'Free some space, or choose another folder.',
    });
  return problem('internal', 'The file could not be used.', { ...more, detail: `${path}: ${code || String(error)}` });
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
}
