/** In the browser's memory of this tab: it outlives the page, not the tab, and no other tab sees it. */
const prefix = 'gantry-left-';

/**
 * Has what waits written when the page goes, and hands what main did not answer to the page that comes after it in the same
 * tab. Only sending is not enough: what Chromium has not passed on when the page is gone, it drops (a dock of 100 tabs, on a
 * busy machine: 1 of 4 reloads, by `beforeunload` as well as by `pagehide`).
 * @param name of what is left, in this tab
 * @param write sends all that waits; returns what is not answered yet, undefined for nothing
 * @returns what the page before this one left
 */
export function beforeLeaving<T>(name: string, write: () => T | undefined): T | undefined {
  const left = takeLeft(prefix + name);
  globalThis.addEventListener?.('pagehide', () => leave(prefix + name, write()));
  // As it was written: by the same page, or by one that was loaded a moment ago.
  return left as T | undefined;
}

/** Once: what is taken is this page's own to keep. */
function takeLeft(key: string): unknown {
  try {
    const left = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    return left === null ? undefined : JSON.parse(left);
  } catch {
    return undefined;
  }
}

function leave(key: string, left: unknown): void {
  try {
    if (left === undefined) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, JSON.stringify(left));
  } catch {
    // No room, or no such memory: what was sent has to do.
  }
}
