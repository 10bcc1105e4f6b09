import type { EngineId } from '../../app/engine.ts';
import type { DockTab } from '../../app/settings.ts';
import { tabKey } from '../stores/dock.ts';
import type { Session } from '../stores/session.ts';

/** Starts a shell and gives the tab that shows it. The view tells the true size as soon as it is drawn. */
export async function openShell(
  engine: EngineId,
  { id, name }: { readonly id: string; readonly name: string },
  { link }: Session,
): Promise<DockTab> {
  const size = { cols: 80, rows: 24 };
  const { session } = await link.ask((client) => client.terminal.open({ engine, id, ...size }));
  // A first use says that we know of it: the tab may be behind another one for long.
  void link.ask((client) => client.terminal.resize({ session, ...size })).catch(() => undefined);
  return { kind: 'shell', engine, container: id, name, session };
}

/** Starts a new shell where one has ended: in the same container and the same tab. */
export async function reopenShell(ended: Extract<DockTab, { kind: 'shell' }>, session: Session): Promise<void> {
  const { engine, container, name } = ended;
  session.dock.replace(tabKey(ended), await openShell(engine, { id: container, name }, session));
}

/** Takes a tab out of the dock; a shell that was in it is ended. */
export async function closeTab(key: string, { dock, link }: Session): Promise<void> {
  const closed = dock.close(key);
  const session = closed?.kind === 'shell' ? closed.session : undefined;
  if (!session) return;
  // It may have ended by itself, or the host may be gone with it: either way it is closed.
  await link.ask((client) => client.terminal.close({ session })).catch(() => undefined);
}
