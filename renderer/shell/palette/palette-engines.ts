import type { EngineId, EngineState, Scope } from '../../../app/engines/engine.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import type { Session } from '../../stores/session.ts';
import type { PaletteEntry } from '../../ui/palette/palette-results.ts';
import { printable } from '../../ui/printable.ts';
import { boosts } from '../../views/object/palette.ts';
import { engineState } from '../../views/parts/engine-state.ts';
import { commandIcons } from '../../views/parts/icons.ts';
import { words } from '../../words/words.ts';

/** An entry for each engine that the window does not look at alone, and one for all of them. */
export function engineEntries(session: Session): PaletteEntry[] {
  const engines = session.engine.getState().list?.engines ?? [];
  const [only, ...others] = session.shown.getState();
  const alone = others.length === 0 ? only : undefined;
  return [...allEntry(session, engines), ...switchEntries(session, engines, alone)];
}

function allEntry(session: Session, engines: readonly EngineState[]): PaletteEntry[] {
  if (engines.length < 2 || session.shown.getState().length === engines.length) return [];
  return [
    {
      id: 'engine.all',
      label: words.shell.engine.showAll,
      group: words.shell.palette.engines,
      keywords: words.shell.engine.findBy,
      icon: commandIcons.engine,
      boost: boosts.command,
      onSelect: () => void lookAt('all', session),
    },
  ];
}

function switchEntries(session: Session, engines: readonly EngineState[], alone: EngineId | undefined): PaletteEntry[] {
  return engines
    .filter(({ id }) => id !== alone)
    .map(({ id, name, address, status }) => ({
      id: `engine.${id}`,
      label: words.shell.engine.switchTo({ name: printable(name, 60) }),
      group: words.shell.palette.engines,
      hint: printable(address, 120),
      keywords: words.shell.engine.findBy,
      state: engineState(status),
      boost: boosts.command,
      onSelect: () => void switchEngine(id, session),
    }));
}

/** Looks at another engine; a notice says so where that cannot be. */
export async function switchEngine(id: string, session: Session): Promise<void> {
  try {
    await session.select(id);
  } catch (error) {
    session.notices.fail(words.shell.engine.switchFailed, toProblem(error));
  }
}

/** Looks at several engines; a notice says so where that cannot be. */
export async function lookAt(scope: Scope, session: Session): Promise<void> {
  try {
    await session.look(scope);
  } catch (error) {
    session.notices.fail(words.shell.engine.switchFailed, toProblem(error));
  }
}
