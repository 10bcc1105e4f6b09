import { randomUUID } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, open, rename, rm } from 'node:fs/promises';

/** Files of ours are read by nobody else. */
const ownMode = 0o600;

/**
 * Writes a whole file: a reader sees the old one or the new one, never half of one, also after a power cut. Rejects with
 * the system's error, and leaves nothing then.
 * @param like the file that it takes the place of, whose owner and mode it keeps; a file of ours without
 */
export async function writeAtomically(
  file: string,
  content: string | Uint8Array,
  like?: Pick<Stats, 'mode' | 'uid' | 'gid'>,
): Promise<void> {
  const draft = `${file}.${randomUUID()}`;
  try {
    const handle = await open(draft, 'wx', ownMode);
    try {
      await handle.writeFile(content);
      await makeLike(handle, like);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(draft, file);
  } catch (error) {
    await rm(draft, { force: true }).catch(() => undefined);
    throw error;
  }
}

/** Owner before mode: a change of the owner takes the set-user bit away. The process's mask does not count. */
async function makeLike(handle: FileHandle, like: Pick<Stats, 'mode' | 'uid' | 'gid'> | undefined): Promise<void> {
  const now = await handle.stat();
  if (like && (like.uid !== now.uid || like.gid !== now.gid)) await handle.chown(like.uid, like.gid);
  await handle.chmod(like ? like.mode & 0o7777 : ownMode);
}
