import type { EngineState } from '../../../app/engines/engine.ts';
import { cause, type Problem, toProblem } from '../../../app/rpc/problem.ts';
import type { Session } from '../../stores/session.ts';
import { words } from '../../words/words.ts';
import type { Command } from './command.ts';
import { heldBack, refusalOf } from './guard.ts';
import { refused } from './refused.ts';

/** The targets that a command can be carried out on now. */
export function allowed<T>(command: Command<T>, targets: readonly T[], session: Session): readonly T[] {
  return targets.filter((target) => refusalOf(command, target, session) === undefined);
}

interface Pressed {
  readonly key: string;
  readonly shiftKey: boolean;
}

/** What was pressed, as commands name it. Shift tells letters apart, so that Caps Lock turns none into another. */
export function pressed({ key, shiftKey }: Pressed): string {
  const letter = key.length === 1 && key.toUpperCase() !== key.toLowerCase();
  return !letter ? key : shiftKey ? `Shift+${key.toUpperCase()}` : key.toLowerCase();
}

/** The command of what was pressed. */
export function keyed<T>(commands: readonly Command<T>[], event: Pressed): Command<T> | undefined {
  const key = pressed(event);
  return commands.find((command) => command.key === key);
}

/**
 * Runs a command on the targets that allow it and whose engine can be reached; where there is none, says why. A problem
 * that it rejects with is told. Never rejects.
 */
export async function runAllowed<T>(command: Command<T>, targets: readonly T[], session: Session): Promise<void> {
  const reachable = targets.filter((target) => !awayEngine(command, target, session));
  const usable = allowed(command, reachable, session);
  if (usable.length > 0) {
    try {
      await command.run(usable, session, targets.length);
    } catch (error) {
      session.notices.fail(words.commands.failed({ what: command.label }), toProblem(error));
    }
    return;
  }
  const [first] = reachable.length > 0 ? reachable : targets;
  if (first === undefined) return;
  const problem = whyNot(command, first, session);
  if (problem) session.notices.fail(words.commands.impossible({ what: command.label }), problem);
}

function whyNot<T>(command: Command<T>, target: T, session: Session): Problem | undefined {
  const away = awayEngine(command, target, session);
  if (away) return { code: 'engine-unreachable', ...cause('engine-not-reachable', { name: away.name }) };
  const held = heldBack(command.changes?.(target), session);
  if (held) return held;
  const why = command.refusal(target);
  return why === undefined ? undefined : refused(why);
}

/** The engine that a command would ask and that cannot be reached. */
function awayEngine<T>(command: Command<T>, target: T, { engine }: Session): EngineState | undefined {
  const asked = command.asks?.(target);
  const state = engine.getState().list?.engines.find(({ id }) => id === asked);
  return state?.status.kind === 'unreachable' ? state : undefined;
}
