import { type DockShell, mostDockTabs } from '../../../app/dock.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { ProblemError } from '../../../app/rpc/problem.ts';
import { type KeptHow, keptHow, longestLine, type ShellHow } from '../../../app/terminal.ts';
import { isFull, tabsOf } from '../../stores/kept/dock-tree.ts';
import type { Session } from '../../stores/session.ts';
import { words } from '../../words/words.ts';
import type { GlobalCommand } from '../running/command.ts';
import { refused } from '../running/refused.ts';

interface Shelled {
  readonly id: string;
  readonly name: string;
}

/**
 * Starts a shell as `how` says, asks for the focus for it and gives what a tab shows of it. The view tells the true size
 * as soon as it is drawn. Rejects where the dock has no room for it, or main starts none.
 */
export async function openShell(
  engine: EngineId,
  container: Shelled,
  session: Session,
  how?: ShellHow,
): Promise<DockShell> {
  if (isFull(session.dock.state.getState().root)) {
    throw new ProblemError(refused(words.dock.refusals.full({ most: mostDockTabs })));
  }
  return startShell(engine, container, session, how);
}

/** What a shell that is opened again goes on from. */
interface GoingOn {
  /** The session that has ended. */
  readonly below: string;
  /** Stands between both. */
  readonly line: string | undefined;
  /** Leaves the focus where it is. */
  readonly quiet: boolean;
}

/** The same for a tab that there is already. */
export async function startShell(
  engine: EngineId,
  { id, name }: Shelled,
  { link, focus, settings, ahead }: Session,
  how?: ShellHow,
  from?: GoingOn,
): Promise<DockShell> {
  const size = { cols: 80, rows: 24 };
  const { scrollback } = settings.state.getState().value.terminalView;
  const after = from && { below: from.below, line: from.line?.slice(0, longestLine) };
  const quiet = from?.quiet === true;
  const open = () => link.ask((client) => client.terminal.open({ engine, id, ...size, how, ...after, scrollback }));
  const { session, container } = await (quiet ? open() : ahead.during(name, open));
  if (!quiet) focus.toShell(session);
  // A first use says that we know of it: the tab may be behind another one for long.
  void link.ask((client) => client.terminal.resize({ session, ...size })).catch(() => undefined);
  return { kind: 'shell', engine, container, name, session, ...(how && { how: keptHow(how) }) };
}

/**
 * Starts the same again where a session has ended: in the same container and the same tab. One that was given variables is
 * asked for, as only their names are kept.
 */
export async function reopenShell(
  tab: string,
  { engine, container: id, name, how, session: below }: DockShell,
  session: Session,
  { line, quiet = false }: { readonly line?: string | undefined; readonly quiet?: boolean } = {},
): Promise<void> {
  const container = { id, name };
  if (lacksValues(how)) session.dialog.show({ kind: 'containers.shell', with: { engine, container, how, tab } });
  else session.dock.replace(tab, await startShell(engine, container, session, how, { below, line, quiet }));
}

/** Whether variables belong to it, of which only the names are kept. */
export function lacksValues(how: KeptHow | undefined): how is KeptHow {
  return how?.kind === 'exec' && how.env !== undefined && how.env.length > 0;
}

/** Brings a tab up in the dock, with the focus on it. */
export function openInDock(tab: string, { dock, settings, focus }: Session): void {
  settings.update({ dockOpen: true });
  dock.activate(tab);
  const shown = tabsOf(dock.state.getState().root).find(({ id }) => id === tab)?.content;
  focus.toDock(shown?.kind === 'shell' ? shown.session : undefined);
}

/** Takes tabs out of the dock; shells that were in them are ended. */
export async function closeTabs(tabs: readonly string[], { dock, link }: Session): Promise<void> {
  const sessions = dock.close(...tabs).flatMap(({ content }) => (content.kind === 'shell' ? content.session : []));
  // One may have ended by itself, or the host may be gone with it: either way it is closed.
  await Promise.all(
    sessions.map((session) => link.ask((client) => client.terminal.close({ session })).catch(() => undefined)),
  );
}

const toggle: GlobalCommand = {
  id: 'dock.toggle',
  label: words.dock.commands.toggle,
  icon: 'dock',
  keys: 'Ctrl+`',
  run: ({ settings }) => settings.update({ dockOpen: !settings.state.getState().value.dockOpen }),
};

/** Over the section, and back to its own place. */
export const maximiseDock: GlobalCommand = {
  id: 'dock.maximise',
  label: words.dock.commands.maximise,
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
  label: words.dock.commands.side,
  icon: 'dock',
  keys: 'd r',
  run: ({ settings }) => {
    const { dockSide } = settings.state.getState().value;
    settings.update({ dockOpen: true, dockSide: dockSide === 'right' ? 'bottom' : 'right', dockMaximised: false });
  },
};

/** Of the dock itself, in the order that the palette shows them. */
export const dockCommands: readonly GlobalCommand[] = [toggle, maximiseDock, moveDock];
