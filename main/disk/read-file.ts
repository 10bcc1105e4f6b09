import { constants, type Stats } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { problem } from '../../app/rpc/problem.ts';
import { diskProblem } from './disk-problem.ts';

/** What a read takes at least, in bytes: files of `/proc` say that they are empty. */
const leastChunk = 64 * 1024;

/** A whole file as it was when it was opened. */
export interface FileContent {
  readonly bytes: Buffer;
  readonly stats: Stats;
}

/** Neither waits for a pipe's other end nor takes a terminal; Windows has neither flag. */
const reading = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0);

/**
 * Opens a regular file for reading without ever waiting for it: a pipe or a device blocks a thread of the few that all
 * of main shares. What is opened counts, not what was looked at before. The caller closes it.
 * @param links what becomes of a path that is a symbolic link itself
 * @throws ProblemError: `unsupported` for anything but a file, else what the disk says
 */
export async function openRegular(
  path: string,
  links: 'follow' | 'refuse' = 'follow',
): Promise<{ readonly file: FileHandle; readonly stats: Stats }> {
  try {
    const file = await open(path, links === 'follow' ? reading : reading | (constants.O_NOFOLLOW ?? 0));
    try {
      const stats = await file.stat();
      if (!stats.isFile()) throw problem('unsupported', 'not-a-file', { detail: path });
      return { file, stats };
    } catch (error) {
      await file.close();
      throw error;
    }
  } catch (error) {
    throw diskProblem(error, 'file-unreadable');
  }
}

/**
 * The one way to read a whole file. At most `max` bytes are taken in, whatever size the file claims to have: one that
 * is longer, or never ends, is `unsupported`.
 * @param max in bytes
 * @throws ProblemError: as `openRegular`, and `unsupported` for a longer file
 */
export async function readFileWithin(path: string, max: number): Promise<FileContent> {
  const { file, stats } = await openRegular(path);
  try {
    return { bytes: await readAll(file, stats.size, max, path), stats };
  } catch (error) {
    throw diskProblem(error, 'file-unreadable');
  } finally {
    await file.close();
  }
}

/** The same as text in UTF-8; a byte that is none becomes U+FFFD. */
export async function readTextWithin(path: string, max: number): Promise<string> {
  return (await readFileWithin(path, max)).bytes.toString();
}

async function readAll(file: FileHandle, size: number, max: number, path: string): Promise<Buffer> {
  if (size > max) throw tooLong(path, max);
  const pieces: Buffer[] = [];
  let total = 0;
  for (;;) {
    // One byte over the bound tells a file that is too long from one that just fits.
    const piece = Buffer.allocUnsafe(Math.min(max + 1 - total, Math.max(leastChunk, size + 1 - total)));
    const { bytesRead } = await file.read(piece, 0, piece.length, null);
    if (bytesRead === 0) return pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
    total += bytesRead;
    if (total > max) throw tooLong(path, max);
    pieces.push(piece.subarray(0, bytesRead));
  }
}

function tooLong(path: string, max: number) {
  return problem('unsupported', 'file-too-long', { detail: `${path}: more than ${max} bytes` });
}
