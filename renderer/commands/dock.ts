import type { EngineId } from '../../app/engine.ts';
import type { DockTab } from '../../app/settings.ts';
import { tabKey } from '../stores/dock.ts';
import type { Session } from '../stores/session.ts';
import type { GlobalCommand } from './command.ts';

/** Starts a shell, asks for the focus for it and gives the tab that shows it. The view tells the true size as soon as it is drawn. */
export async function openShell(
  engine: EngineId,
  { id, name }: { readonly id: string; readonly name: string },
  { link, focus }: Session,
): Promise<DockTab> {
  const size = { cols: 80, rows: 24 };
  const { session } = await link.ask((client) => client.terminal.open({ engine, id, ...size }));
  focus.toShell(session);
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

const toggle: GlobalCommand = {
  id: 'dock.toggle',
  label: 'Show or hide the dock',
  icon: 'dock',
  keys: 'Ctrl+`',
  run: ({ settings }) => settings.update({ dockOpen: !settings.state.getState().value.dockOpen }),
};

/** Over the section, and back to its own place. */
export const maximiseDock: GlobalCommand = {
  id: 'dock.maximise',
  label: 'Maximise or restore the dock',
  icon: 'dock',
  keys: 'd m',
  run: ({ settings, focus }) => {
    settings.update({ dockOpen: true, dockMaximised: !settings.state.getState().value.dockMaximised });
    // What was beside it may be covered now.
    focus.toDock();
  },
};

/** To the right of the section, and back below it. */
export const moveDock: GlobalCommand = {
  id: 'dock.side',
  label: 'Dock at the right or at the bottom',
  icon: 'dock',
  keys: 'd r',
  run: ({ settings }) => {
    const { dockSide } = settings.state.getState().value;
    settings.update({ dockOpen: true, dockSide: dockSide === 'right' ? 'bottom' : 'right', dockMaximised: false });
  },
};

/** In the order that the palette shows them. */
export const dockCommands: readonly GlobalCommand[] = [toggle, maximiseDock, moveDock];
