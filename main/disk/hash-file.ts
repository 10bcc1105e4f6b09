import { createHash } from 'node:crypto';
import { closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';

/** What is read at once, in bytes. */
const pieceSize = 256 * 1024;

/**
 * A hash of what a file holds, as 22 characters. It blocks, so it is for processes of their own; a pipe that took the place
 * of the file is not waited for.
 * @param until ms since the epoch, after which it is given up
 * @returns undefined for what is no file, cannot be read, or takes too long
 */
export function hashFile(path: string, until: number): string | undefined {
  const hash = createHash('sha256');
  return readPieces(path, until, (piece) => hash.update(piece)) ? hash.digest('base64').slice(0, 22) : undefined;
}

/** The text of a file of at most so many bytes, else undefined; for the rest as `hashFile`. */
export function textOfFile(path: string, most: number, until: number): string | undefined {
  const pieces: Buffer[] = [];
  let size = 0;
  const whole = readPieces(path, until, (piece) => {
    size += piece.length;
    if (size <= most) pieces.push(Buffer.from(piece));
  });
  return whole && size <= most ? Buffer.concat(pieces).toString() : undefined;
}

/** Whether all of a file was read in time. */
function readPieces(path: string, until: number, take: (piece: Buffer) => void): boolean {
  const buffer = Buffer.alloc(pieceSize);
  let file: number | undefined;
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    if (!fstatSync(file).isFile()) return false;
    for (let read = readSync(file, buffer); read > 0; read = readSync(file, buffer)) {
      if (Date.now() > until) return false;
      take(buffer.subarray(0, read));
    }
    return true;
  } catch {
    return false;
  } finally {
    if (file !== undefined) closeSync(file);
  }
}
