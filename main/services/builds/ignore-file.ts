import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { problem } from '../../../app/problem.ts';
import { isCoded } from '../../disk/disk-problem.ts';
import { onDisk } from './disk.ts';
import { IgnoreMatcher, readIgnoreFile } from './dockerignore.ts';

/** A .dockerignore of more is none, in bytes. */
const maxIgnore = 1024 * 1024;

/** What the ignore file of that Dockerfile, or else of the folder, leaves out. Throws if it cannot be read or is malformed. */
export async function readIgnores(folder: string, dockerfile: string): Promise<IgnoreMatcher> {
  const text =
    (await readIgnore(join(folder, `${dockerfile}.dockerignore`))) ?? (await readIgnore(join(folder, '.dockerignore')));
  return new IgnoreMatcher(readIgnoreFile(text ?? ''));
}

async function readIgnore(file: string): Promise<string | undefined> {
  try {
    const bytes = await readFile(file);
    if (bytes.length > maxIgnore) throw problem('invalid-input', 'The .dockerignore is too long.');
    return bytes.toString();
  } catch (error) {
    if (isCoded(error) && error.code === 'ENOENT') return undefined;
    return await onDisk(file, Promise.reject(error));
  }
}
