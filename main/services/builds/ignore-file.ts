import { join } from 'node:path';
import { IgnoreMatcher } from '../../../app/dockerignore/matcher.ts';
import { folderIgnore, ownIgnore } from '../../../app/dockerignore/names.ts';
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
  for (const name of [ownIgnore(dockerfile), folderIgnore]) {
    const text = await readIgnore(join(folder, name), name);
    if (text !== undefined) return matcherOf(text, name);
  }
  return new IgnoreMatcher([]);
}

function matcherOf(text: string, name: string): IgnoreMatcher {
  try {
    return new IgnoreMatcher(readIgnoreFile(text));
  } catch (error) {
    // Patterns do not know which file they are from.
    const { code, message, ...words } = toProblem(error);
    throw problem(
      code,
      message.replace(folderIgnore, () => name),
      words,
    );
  }
}

async function readIgnore(file: string, name: string): Promise<string | undefined> {
  try {
    return await readTextWithin(file, maxIgnore);
  } catch (error) {
    const { code, message, detail = file } = toProblem(error);
    if (code === 'not-found') return undefined;
    if (code !== 'unsupported') throw error;
    throw problem('invalid-input', `The ${name} cannot be used.`, { detail: `${message} ${detail}` });
  }
}
