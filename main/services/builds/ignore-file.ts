import { join } from 'node:path';
import { IgnoreMatcher } from '../../../app/dockerignore/matcher.ts';
import { readIgnoreFile } from '../../../app/dockerignore/read.ts';
import { problem, toProblem } from '../../../app/problem.ts';
import { readTextWithin } from '../../disk/read-file.ts';

/** A .dockerignore of more is none, in bytes. */
const maxIgnore = 1024 * 1024;

/**
 * What the ignore file of that Dockerfile, or else of the folder, leaves out. Rejects with `invalid-input` where it is no
 * file, too long or malformed, or with what the disk says.
 */
export async function readIgnores(folder: string, dockerfile: string): Promise<IgnoreMatcher> {
  const text =
    (await readIgnore(join(folder, `${dockerfile}.dockerignore`))) ?? (await readIgnore(join(folder, '.dockerignore')));
  return new IgnoreMatcher(readIgnoreFile(text ?? ''));
}

async function readIgnore(file: string): Promise<string | undefined> {
  try {
    return await readTextWithin(file, maxIgnore);
  } catch (error) {
    const { code, message, detail = file } = toProblem(error);
    if (code === 'not-found') return undefined;
    if (code !== 'unsupported') throw error;
    throw problem('invalid-input', 'The .dockerignore cannot be used.', { detail: `${message} ${detail}` });
  }
}
