import { toProblem } from '../../app/problem.ts';
import type { Session } from '../stores/session.ts';
import type { PaletteEntry } from '../ui/palette-results.ts';
import { printable } from '../ui/printable.ts';
import { engineState } from './engine-state.ts';
import { boosts } from './palette-sources.ts';

/** An entry for each engine that the window does not look at. */
export function engineEntries(session: Session): PaletteEntry[] {
  const list = session.engine.getState().list;
  return (list?.engines ?? [])
    .filter(({ id }) => id !== list?.selected)
    .map(({ id, name, address, status }) => ({
      id: `engine.${id}`,
      label: `Switch to ${printable(name, 60)}`,
      group: 'Engines',
      hint: printable(address, 120),
      keywords: 'engine context host docker podman',
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
    session.notices.fail('Couldn’t switch the engine', toProblem(error));
  }
}
