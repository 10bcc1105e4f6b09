import type { EngineId } from '../../app/engine.ts';
import type { DockTab } from '../../app/settings.ts';
import type { Session } from '../stores/session.ts';

/** Starts a shell and gives the tab that shows it. The view tells the true size as soon as it is drawn. */
export async function openShell(
  engine: EngineId,
  { id, name }: { readonly id: string; readonly name: string },
  { link }: Session,
): Promise<DockTab> {
  const { session } = await link.ask((client) => client.terminal.open({ engine, id, cols: 80, rows: 24 }));
  return { kind: 'shell', engine, container: id, name, session };
}

/** Takes a tab out of the dock; a shell that was in it is ended. */
export async function closeTab(key: string, { dock, link }: Session): Promise<void> {
  const closed = dock.close(key);
  const session = closed?.kind === 'shell' ? closed.session : undefined;
  if (!session) return;
  // It may have ended by itself, or the host may be gone with it: either way it is closed.
  await link.ask((client) => client.terminal.close({ session })).catch(() => undefined);
}
