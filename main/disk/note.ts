import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Kept } from './data-folder.ts';

/**
 * Leaves word in a folder of Gantry's own of something that is under way, so that the next start finds what this process
 * left of it if it dies meanwhile. Resolves with how to take it back; where no word can be left, that does nothing: what
 * is under way matters more.
 */
export async function leaveNote(kept: Kept, folder: string, name: string, text: string): Promise<() => Promise<void>> {
  if (!(await kept.mine())) return () => Promise.resolve();
  const note = join(folder, name);
  const takeBack = () => rm(note, { force: true }).catch(() => undefined);
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await writeFile(note, text, { mode: 0o600, flag: 'wx' });
  } catch {
    await takeBack();
  }
  return takeBack;
}
