import type { Session } from '../stores/session.ts';

/** Takes a tab out of the dock; a shell that was in it is ended. */
export async function closeTab(key: string, { dock, link }: Session): Promise<void> {
  const session = dock.close(key)?.session;
  if (!session) return;
  // It may have ended by itself, or the host may be gone with it: either way it is closed.
  await link.ask((client) => client.terminal.close({ session })).catch(() => undefined);
}
