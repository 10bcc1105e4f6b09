import type { Dirent } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { FolderEntry, FolderListing } from '../../../app/documents.ts';
import { diskProblem } from '../../disk/disk-problem.ts';
import { readFolderWithin } from '../../disk/read-folder.ts';

/** Entries that are listed. */
const mostListed = 2_000;
/** Entries that are read to choose those from: a folder may hold millions. */
const mostRead = 10_000;

/**
 * What is in a folder: folders first, then by name. Rejects with what the disk says.
 * @param hidden lists what begins with a dot, too, after everything else
 */
export async function listFolder(folder: string, hidden: boolean): Promise<FolderListing> {
  try {
    const path = await realpath(folder);
    const { entries: found, truncated } = await readFolderWithin(path, mostRead);
    const wanted = found.filter(({ name }) => hidden || !isHidden(name)).sort(inOrder);
    const entries: FolderEntry[] = [];
    for (const entry of wanted.slice(0, mostListed)) {
      const info = entry.isSymbolicLink() ? await stat(join(path, entry.name)).catch(() => entry) : entry;
      if (info.isDirectory()) entries.push({ name: entry.name, kind: 'folder' });
      else if (info.isFile()) entries.push({ name: entry.name, kind: 'file' });
    }
    const sorted = entries.toSorted(
      (a, b) =>
        Number(isHidden(a.name)) - Number(isHidden(b.name)) ||
        Number(b.kind === 'folder') - Number(a.kind === 'folder'),
    );
    const parent = dirname(path);
    return {
      path,
      ...(parent === path ? {} : { parent }),
      entries: sorted,
      truncated: truncated || wanted.length > mostListed,
    };
  } catch (error) {
    throw diskProblem(error, 'folder-unreadable');
  }
}

function inOrder(a: Dirent, b: Dirent): number {
  return Number(isHidden(a.name)) - Number(isHidden(b.name)) || a.name.localeCompare(b.name);
}

function isHidden(name: string): boolean {
  return name.startsWith('.');
}
