import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, rm } from 'node:fs/promises';
import { type FileText, type FileVersion, maxFileSize } from '../../../app/documents.ts';
import { cause, ProblemError, problem } from '../../../app/rpc/problem.ts';
import { codeOf, diskProblem } from '../../disk/disk-problem.ts';
import { openNew, openToChange } from '../../disk/open-file.ts';
import { readFileWithin } from '../../disk/read-file.ts';
import { writeAtomically } from '../../disk/write-file.ts';

/** A file's text and version. Rejects with `unsupported` for what is no file, no UTF-8 or too long for the editor. */
export async function readText(path: string): Promise<FileText> {
  const { text, version } = await read(path);
  return { text, version };
}

/** Makes a file that must not be there yet. Rejects with `conflict` where it is. */
export async function createText(path: string, text: string): Promise<FileVersion> {
  try {
    const file = await openNew(path, 0o644);
    try {
      await file.writeFile(text);
      await file.sync();
    } catch (error) {
      // No half of a file stays.
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    return versionOf(Buffer.from(text));
  } catch (error) {
    throw codeOf(error) === 'EEXIST' ? conflict() : diskProblem(error, 'file-unwritable');
  }
}

/**
 * Replaces the text of a file, whose owner and mode stay. Rejects with `conflict` where it is not that version any more.
 * @param path without links
 */
export async function replaceText(path: string, text: string, version: FileVersion | undefined): Promise<FileVersion> {
  const before = await read(path);
  if (before.version !== version) throw conflict();
  const bytes = Buffer.from(text);
  try {
    await writeAtomically(path, bytes, before.stats);
  } catch (error) {
    // The owner cannot be given to a new file, or the folder takes none: the file itself may still be ours to write.
    if (codeOf(error) !== 'EPERM' && codeOf(error) !== 'EACCES') throw diskProblem(error, 'file-unwritable');
    await writeInPlace(path, bytes, before.bytes);
  }
  return versionOf(bytes);
}

/** More than the editor takes. */
export function tooLong(): ProblemError {
  return problem('unsupported', 'document-too-long');
}

/** The disk has something else than the editor began with. */
export function conflict(): ProblemError {
  return problem('conflict', 'document-changed');
}

async function read(path: string): Promise<FileText & { readonly bytes: Buffer; readonly stats: Stats }> {
  const { bytes, stats } = await readFileWithin(path, maxFileSize);
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    if (text.includes('\0')) throw new TypeError('binary');
    return { text, bytes, stats, version: versionOf(bytes) };
  } catch {
    throw problem('unsupported', 'document-not-text', { detail: path });
  }
}

/** A reader may see half of it meanwhile; where the disk fills up in the middle, the old text is put back. */
async function writeInPlace(path: string, bytes: Buffer, before: Buffer): Promise<void> {
  try {
    const file = await openToChange(path);
    try {
      await fill(file, bytes).catch(async (error: unknown) => {
        await fill(file, before);
        throw error;
      });
    } finally {
      await file.close();
    }
  } catch (error) {
    const found = diskProblem(error, 'file-unwritable');
    if (found.problem.code !== 'permission-denied') throw found;
    throw new ProblemError({ ...found.problem, ...cause('document-of-another') });
  }
}

async function fill(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let at = 0; at < bytes.length; ) at += (await file.write(bytes, at, bytes.length - at, at)).bytesWritten;
  await file.truncate(bytes.length);
  await file.sync();
}

function versionOf(bytes: Uint8Array): FileVersion {
  return createHash('sha256').update(bytes).digest('hex');
}
