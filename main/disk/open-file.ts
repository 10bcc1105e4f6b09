import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** Opens a file that is not there yet, for writing. Rejects with the system's error, `EEXIST` where it is. */
export function openNew(path: string | Buffer, mode: number): Promise<FileHandle> {
  return open(path, 'wx', mode);
}

/** Opens a file that is there, for changing it in place; never waits. Rejects with the system's error. */
export function openToChange(path: string): Promise<FileHandle> {
  return open(path, constants.O_RDWR | (constants.O_NONBLOCK ?? 0));
}
