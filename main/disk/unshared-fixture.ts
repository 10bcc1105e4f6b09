import type { Kept } from './data-folder.ts';

/** A folder that nobody else uses, for tests. */
export function unshared(path: string): Kept {
  return { path, mine: () => Promise.resolve(true) };
}
