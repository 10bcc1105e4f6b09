import { join } from 'node:path';
import { IgnoreMatcher } from '../../../../app/dockerignore/matcher.ts';
import { folderIgnore, ownIgnore } from '../../../../app/dockerignore/names.ts';
import { readIgnoreFile } from '../../../../app/dockerignore/read.ts';
import { causeOf, ProblemError, problem, toProblem } from '../../../../app/rpc/problem.ts';
import { readTextWithin } from '../../../disk/read-file.ts';

/** A .dockerignore of more is none, in bytes. */
const maxIgnore = 1024 * 1024;

/**
 * What the ignore file of that Dockerfile, or else of the folder, leaves out. Rejects with `invalid-input` where it is no
 * file, too long or malformed, or with what the disk says.
 */
export async function readIgnores(folder: string, dockerfile: string): Promise<IgnoreMatcher> {
  const { name, text } = await usedIgnore(folder, dockerfile);
  return matcherOf(text, name);
}

/** The text of that file; '' without one. Rejects as `readIgnores`, but for what stands in it. */
export async function readIgnoreText(folder: string, dockerfile: string): Promise<string> {
  return (await usedIgnore(folder, dockerfile)).text;
}

async function usedIgnore(
  folder: string,
  dockerfile: string,
): Promise<{ readonly name: string; readonly text: string }> {
  for (const name of [ownIgnore(dockerfile), folderIgnore]) {
    const text = await readIgnore(join(folder, name), name);
    if (text !== undefined) return { name, text };
  }
  return { name: folderIgnore, text: '' };
}

function matcherOf(text: string, name: string): IgnoreMatcher {
  try {
    return new IgnoreMatcher(readIgnoreFile(text));
  } catch (error) {
    // Patterns do not know which file they are from.
    const found = toProblem(error);
    throw new ProblemError({ ...found, params: { ...found.params, file: name } });
  }
}

async function readIgnore(file: string, name: string): Promise<string | undefined> {
  try {
    return await readTextWithin(file, maxIgnore);
  } catch (error) {
    const found = { detail: file, ...toProblem(error) };
    if (found.code === 'not-found') return undefined;
    if (found.code !== 'unsupported') throw error;
    throw problem('invalid-input', 'ignore-unusable', { params: { file: name }, because: causeOf(found) });
  }
}
