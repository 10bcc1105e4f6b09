import { existsSync, watch } from 'node:fs';
import { dirname, relative, sep } from 'node:path';

/**
 * Calls back whenever the file at `path` may have appeared or changed, so that an engine that starts is used at once.
 * Where its folder does not exist yet, the nearest one above it is watched for the next folder on the way: watch anew
 * after each call. Best effort: where the system cannot watch, nothing is called.
 * @returns stops watching
 */
export function watchSocket(path: string, changed: () => void): () => void {
  const folder = nearestFolder(dirname(path));
  const next = relative(folder, path).split(sep)[0];
  try {
    const watcher = watch(folder, { persistent: false }, (_, name) => {
      if (name === null || name === next) changed();
    });
    watcher.on('error', () => watcher.close());
    return () => watcher.close();
  } catch {
    return () => {};
  }
}

function nearestFolder(folder: string): string {
  return existsSync(folder) || dirname(folder) === folder ? folder : nearestFolder(dirname(folder));
}
