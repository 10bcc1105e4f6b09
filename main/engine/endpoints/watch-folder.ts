import { existsSync, watch } from 'node:fs';
import { basename, dirname } from 'node:path';

/**
 * Calls back whenever something in a folder may have changed, or the folder itself is gone. Best effort: where the system
 * cannot watch, nothing is called.
 * @param meant whether what happens to an entry of this name is of interest
 * @returns stops watching
 */
export function watchFolder(folder: string, meant: (name: string) => boolean, changed: () => void): () => void {
  try {
    const watcher = watch(folder, { persistent: false }, (_, name) => {
      // Its own name stands for the folder itself: when that is removed, nothing in it is seen any more.
      if (name === null || meant(name) || name === basename(folder)) changed();
    });
    watcher.on('error', () => {
      watcher.close();
      if (!existsSync(folder)) changed();
    });
    return () => watcher.close();
  } catch {
    return () => {};
  }
}

/** The folder, or where it does not exist yet the nearest one above it. */
export function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}
