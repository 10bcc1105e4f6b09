/** How often a file is asked for, and ms before it is asked for again, times the number of tries so far. */
const tries = 12;
const pause = 30;

/** Gets files into the browser's cache, where an import then finds them. Whatever does not come after many tries is left out. */
export async function bring(files: readonly string[], get: (file: string) => Promise<Response>): Promise<void> {
  await Promise.all(
    files.map(async (file) => {
      for (let tried = 1; tried <= tries; tried += 1) {
        try {
          const answer = await get(file);
          // Only what was read to its end is kept.
          await answer.arrayBuffer();
          return;
        } catch {
          await new Promise((resolve) => setTimeout(resolve, pause * tried));
        }
      }
    }),
  );
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
