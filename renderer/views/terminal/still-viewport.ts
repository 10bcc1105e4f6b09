import type { Terminal } from '@xterm/xterm';

/** What moves the scrollbar of a terminal, which xterm has no other way to. The version is pinned. */
interface Inside {
  readonly _core: { readonly _viewport?: { _isSyncing: boolean; _sync(): void } };
}

/**
 * Leaves the scrollbar as it is while a whole screen is written, and moves it once at the end: for each line that comes
 * into the scrollback it would take several times what the line itself does.
 */
export async function withStillViewport(terminal: Terminal, write: () => Promise<void>): Promise<void> {
  const viewport = (terminal as unknown as Inside)._core._viewport;
  if (!viewport) return write();
  viewport._isSyncing = true;
  try {
    await write();
  } finally {
    viewport._isSyncing = false;
    viewport._sync();
  }
}
