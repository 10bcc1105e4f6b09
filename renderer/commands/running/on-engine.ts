import type { EngineState } from '../../../app/engines/engine.ts';
import { firstEngine, shownEngines } from '../../stores/link/scope.ts';
import type { Session } from '../../stores/session.ts';

/** What is to be done on one engine. */
export interface OnEngine {
  /** As its button says it. */
  readonly what: string;
  /** Whether it changes the engine: then it is not offered on one that may only be read. */
  readonly changes: boolean;
  readonly go: (engine: EngineState) => void;
}

/**
 * Goes on at once with the engine that the window looks at; where it looks at several, with the one that the person then
 * chooses, if any.
 * @returns false where there is no engine
 */
export function onEngine(session: Session, order: OnEngine): boolean {
  const { list } = session.engine.getState();
  const shown = session.shown.getState();
  if (shownEngines(list, shown).length > 1) {
    session.dialog.show({ kind: 'engines.choose', with: order });
    return true;
  }
  const only = firstEngine(list, shown);
  if (only) order.go(only);
  return only !== undefined;
}
