import type { EngineId } from '../../app/engines/engine.ts';
import { heldText } from '../commands/running/guard.ts';
import { useEngineOf, useEngines } from './session.tsx';

/** Why nothing is changed on an engine, as a sentence; undefined where it may be. */
export function useHeld(engine: EngineId): string | undefined {
  return heldText(useEngineOf({ engine }));
}

/** The same for a button that changes one of the engines that the window looks at: it is of no use where all are held. */
export function useHeldButton(): { readonly disabled?: boolean; readonly reason?: string } {
  const [first, ...others] = useEngines().map(heldText);
  const all = first !== undefined && others.every((held) => held !== undefined);
  return all ? { disabled: true, reason: first } : {};
}
