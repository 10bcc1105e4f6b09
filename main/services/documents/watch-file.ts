import { watch as watchFolder } from 'node:fs';
import { dirname } from 'node:path';
import type { FilePresence } from '../../../app/documents.ts';
import { Bell } from '../../base/live.ts';
import type { Grants } from './grants.ts';
import { readText } from './text-file.ts';

/** Where the system tells of no changes (network shares), a look this often, in ms. */
const lookAgain = 2_000;

/**
 * A file that the person opens, now and whenever it changes. Its folder is watched, since editors replace files; where
 * that does not work, a look now and then has to do. Rejects with `permission-denied` for one that nobody edits here.
 */
export async function* watchFile(
  path: string,
  grants: Grants,
  signal: AbortSignal,
): AsyncGenerator<FilePresence, void> {
  const bell = new Bell();
  const timer = setInterval(bell.ring, lookAgain);
  let watcher: ReturnType<typeof watchFolder> | undefined;
  try {
    watcher = watchFolder(dirname(path), { persistent: false }, bell.ring);
    watcher.on('error', () => watcher?.close());
  } catch {
    // The folder is gone, or the system has no watches left: the timer looks.
  }
  let last: string | undefined;
  try {
    while (!signal.aborted) {
      const now = await presence(path, grants);
      const key = now.state === 'present' ? now.version : '';
      if (key !== last) yield now;
      last = key;
      await bell.wait(signal);
    }
  } finally {
    watcher?.close();
    clearInterval(timer);
  }
}

async function presence(path: string, grants: Grants): Promise<FilePresence> {
  // Each time: what was missing may have come as a link.
  await grants.openFile(path);
  try {
    return { state: 'present', version: (await readText(await grants.reading(path))).version };
  } catch {
    return { state: 'missing' };
  }
}
