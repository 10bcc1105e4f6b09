import type { Dirent } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { BuildFolder } from '../../../app/builds.ts';
import { maxFileSize } from '../../../app/documents.ts';
import { causeOf, problem, toProblem } from '../../../app/rpc/problem.ts';
import { readTextWithin } from '../../disk/read-file.ts';
import { readFolderWithin } from '../../disk/read-folder.ts';

/** Dockerfiles and subfolders that a folder is searched for. */
const mostFound = 100;
/** Entries that are looked at in a folder; who has more knows where the Dockerfile is. */
const mostEntries = 10_000;

/** Looks for Dockerfiles in a folder and in its subfolders' first level. */
export async function findDockerfiles(path: string): Promise<BuildFolder> {
  try {
    const folder = await realpath(path);
    const { entries } = await readFolderWithin(folder, mostEntries);
    const found = await dockerfilesIn(folder, entries);
    const subfolders = entries.filter((entry) => entry.isDirectory() && !/^(\.|node_modules$)/.test(entry.name));
    for (const { name } of subfolders.slice(0, mostFound)) {
      const inner = await readFolderWithin(join(folder, name), mostEntries).catch(() => undefined);
      found.push(...(await dockerfilesIn(join(folder, name), inner?.entries ?? [])).map((file) => `${name}/${file}`));
    }
    const usual = (name: string): number => (name === 'Dockerfile' ? 0 : name.includes('/') ? 2 : 1);
    found.sort((a, b) => usual(a) - usual(b) || a.localeCompare(b));
    return {
      path: folder,
      dockerfiles: found.slice(0, mostFound),
      hasIgnore: await isFile(join(folder, '.dockerignore')),
    };
  } catch (error) {
    const detail = toProblem(error).detail ?? path;
    const isNoFolder = (await isFile(path)) || toProblem(error).code === 'invalid-input';
    if (isNoFolder) throw problem('invalid-input', 'not-a-folder', { detail });
    throw problem('not-found', 'build-folder-unreadable', { detail });
  }
}

/** The text of a Dockerfile. Rejects with `unsupported` for what is none, else with what the disk says. */
export async function readDockerfile(path: string): Promise<string> {
  try {
    return await readTextWithin(path, maxFileSize);
  } catch (error) {
    const found = { detail: path, ...toProblem(error) };
    if (found.code === 'unsupported') throw problem('unsupported', 'not-a-dockerfile', { detail: found.detail });
    throw problem(found.code, 'dockerfile-unreadable', { because: causeOf(found) });
  }
}

/** The names of the Dockerfiles among the entries: files, and links to some; a pipe of that name is none. */
async function dockerfilesIn(folder: string, entries: readonly Dirent[]): Promise<string[]> {
  const named = entries
    .filter((entry) => isDockerfile(entry.name) && (entry.isFile() || entry.isSymbolicLink()))
    .sort((a, b) => Number(b.name === 'Dockerfile') - Number(a.name === 'Dockerfile'));
  const names: string[] = [];
  for (const entry of named.slice(0, mostFound)) {
    if (entry.isFile() || (await isFile(join(folder, entry.name)))) names.push(entry.name);
  }
  return names;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isFile(),
    () => false,
  );
}

function isDockerfile(name: string): boolean {
  return /^(Dockerfile|Containerfile)([.-].+)?$|\.dockerfile$/i.test(name) && !name.endsWith('.dockerignore');
}
