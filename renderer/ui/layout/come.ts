/** How often a file is asked for, and ms before it is asked for again, times the number of tries so far. */
const tries = 8;
const pause = 50;

/**
 * Gets files into the browser's cache, one after the other, where an import then finds them. Ends at the first that is
 * refused, or does not come after many tries: its host is gone, or is another one.
 */
export async function bring(files: readonly string[], get: (file: string) => Promise<Response>): Promise<void> {
  for (const file of files) if (!(await cached(file, get))) return;
}

async function cached(file: string, get: (file: string) => Promise<Response>): Promise<boolean> {
  for (let tried = 1; tried <= tries; tried += 1) {
    try {
      const answer = await get(file);
      // Whoever is turned away once is so again.
      if (!answer.ok) return false;
      // Only what was read to its end is kept.
      await answer.arrayBuffer();
      return true;
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause * tried));
    }
  }
  return false;
}

let brought: Promise<void> | undefined;

/**
 * Brings all code that may come while the page runs, once. Chromium breaks off what it loads when a network comes, as with a
 * container that starts, and never asks again for a module that did not come; what `fetch` asks for can be asked for again.
 */
export function bringAll(): Promise<void> {
  // A desktop window has its files from no network.
  if (!location.protocol.startsWith('http')) return Promise.resolve();
  const named = document.querySelector<HTMLMetaElement>('meta[name=gantry-coming]')?.content ?? '';
  brought ??= bring(named.split(' ').filter(Boolean), (file) => fetch(file));
  return brought;
}

/** Imports code that comes while the page runs. Rejects as `load` does: with what did not come at all. */
export async function come<T>(load: () => Promise<T>): Promise<T> {
  await bringAll();
  return load();
}
