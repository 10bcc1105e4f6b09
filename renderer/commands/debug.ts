import { debugCommand } from '../../app/derive/debug-command.ts';
import type { Session } from '../stores/session.ts';
import { words } from '../words/words.ts';
import type { ContainerTarget } from './containers.ts';
import { openShell } from './dock/dock.ts';
import { command, itsEngine } from './running/command.ts';

/** Engines whose last choice is kept: more than anybody has. */
const mostEngines = 50;

/** Opens the form that asks for the image whose programs are used. */
export const debugShell = command<ContainerTarget>({
  id: 'containers.debug',
  label: words.debug.command,
  icon: 'shell',
  asks: itsEngine,
  changes: itsEngine,
  refusal: ({ container: { state } }) => (state === 'removing' || state === 'dead' ? words.debug.refused : undefined),
  cli: ({ container: { name, state } }) =>
    debugCommand(name, { image: 'busybox', isUp: state === 'running' || state === 'paused' }),
  run: async ([target], { dialog }) => {
    if (target) dialog.show({ kind: 'containers.debug', with: target });
  },
});

/** A debug shell that has been opened, for whoever still wants it. */
interface OpenedDebugShell {
  /** Shows it in the dock, and keeps the image as the choice of that engine. */
  show(): void;
  /** Ends it. */
  takeBack(): void;
}

/** Opens a debug shell with the programs of an image. Rejects with what the engine says. */
export async function openDebugShell(
  { engine, container }: ContainerTarget,
  image: string,
  session: Session,
): Promise<OpenedDebugShell> {
  const shell = await openShell(engine, container, session, { kind: 'debug', image });
  const { dock, link, settings } = session;
  return {
    show: () => {
      const { [engine]: _, ...others } = settings.state.getState().value.toolboxes;
      const kept = Object.entries(others).slice(1 - mostEngines);
      settings.update({ toolboxes: Object.fromEntries([...kept, [engine, image]]) });
      dock.open(shell);
    },
    takeBack: () => void link.ask((client) => client.terminal.close({ session: shell.session })).catch(() => undefined),
  };
}
