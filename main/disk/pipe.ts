import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { codeOf } from './disk-problem.ts';

/**
 * Writes into a named pipe if somebody reads it: to wait for that would hold a thread of the few that all of main shares.
 * `later`: nobody does yet; `gone`: there is no such pipe.
 */
export async function tellPipe(path: string, text: string): Promise<'told' | 'later' | 'gone'> {
  try {
    const file = await open(path, constants.O_WRONLY | constants.O_NONBLOCK);
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
    return 'told';
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return 'gone';
    if (codeOf(error) === 'ENXIO') return 'later';
    throw error;
  }
}
