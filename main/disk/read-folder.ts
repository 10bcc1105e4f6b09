import type { Dirent } from 'node:fs';
import { opendir } from 'node:fs/promises';
import { diskProblem } from './disk-problem.ts';

/** Entries that are asked of the disk at once: each round costs a turn of a thread. */
const together = 512;

/** What is in a folder, in the order of the disk. */
export interface FolderContent {
  readonly entries: readonly Dirent[];
  /** There are more. */
  readonly truncated: boolean;
}

/**
 * The one way to look into a folder that may hold anything: reads no more than `most` entries, however many there are.
 * @throws ProblemError: what the disk says
 */
export async function readFolderWithin(path: string, most: number): Promise<FolderContent> {
  try {
    const entries: Dirent[] = [];
    // Leaving the loop closes the folder.
    for await (const entry of await opendir(path, { bufferSize: Math.min(most + 1, together) })) {
      if (entries.length === most) return { entries, truncated: true };
      entries.push(entry);
    }
    return { entries, truncated: false };
  } catch (error) {
    throw diskProblem(error, 'folder-unreadable');
  }
}
