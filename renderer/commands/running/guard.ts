import type { EngineId, EngineState } from '../../../app/engines/engine.ts';
import { cause, type Problem } from '../../../app/rpc/problem.ts';
import { engineById } from '../../stores/link/engine.ts';
import type { Session } from '../../stores/session.ts';
import { said } from '../../words/problems.ts';
import { words } from '../../words/words.ts';
import type { Command } from './command.ts';
import { onEngine } from './on-engine.ts';

/** Why nothing is changed on an engine; undefined where it may be. Main refuses it, whatever the page does. */
export function heldBy(engine: EngineState | undefined): Problem | undefined {
  if (engine?.guard !== 'read-only') return undefined;
  return { code: 'permission-denied', ...cause('engine-read-only', { name: engine.name }) };
}

/** The same by its id; undefined where none is meant. */
export function heldBack(engine: EngineId | undefined, session: Session): Problem | undefined {
  return heldBy(engineById(session.engine.getState().list, engine));
}

/** Why a command cannot be carried out on a target now, as a sentence: by its engine's guard, or by what the target is like. */
export function refusalOf<T>(command: Command<T>, target: T, session: Session): string | undefined {
  const held = heldBack(command.changes?.(target), session);
  return held ? said(held) : command.refusal(target);
}

/** The same as a sentence, for a button. */
export function heldText(engine: EngineState | undefined): string | undefined {
  const held = heldBy(engine);
  return held && said(held);
}

/**
 * Goes on with an engine that something is to be changed on, as `onEngine` does; tells why not where that may only be read.
 * @param what what is to be done, as its button says it
 */
export function changeOn(session: Session, what: string, change: (engine: EngineId) => void): void {
  const go = (engine: EngineState) => {
    const held = heldBy(engine);
    if (held) session.notices.fail(words.commands.impossible({ what }), held);
    else change(engine.id);
  };
  onEngine(session, { what, changes: true, go });
}
