import type { EngineState } from '../../app/engine.ts';
import type { Problem } from '../../app/problem.ts';
import type { Session } from '../stores/session.ts';
import type { Command } from './command.ts';

/** The targets that a command can be carried out on now. */
export function allowed<T>(command: Command<T>, targets: readonly T[]): readonly T[] {
  return targets.filter((target) => command.refusal(target) === undefined);
}

/** The command of what was pressed. Shift tells letters apart, so that Caps Lock turns none into another. */
export function keyed<T>(
  commands: readonly Command<T>[],
  { key, shiftKey }: { readonly key: string; readonly shiftKey: boolean },
): Command<T> | undefined {
  const letter = key.length === 1 && key.toUpperCase() !== key.toLowerCase();
  const pressed = !letter ? key : shiftKey ? `Shift+${key.toUpperCase()}` : key.toLowerCase();
  return commands.find((command) => command.key === pressed);
}

/** Runs a command on the targets that allow it and whose engine can be reached; where there is none, says why. */
export async function runAllowed<T>(command: Command<T>, targets: readonly T[], session: Session): Promise<void> {
  const reachable = targets.filter((target) => !awayEngine(command, target, session));
  const usable = allowed(command, reachable);
  if (usable.length > 0) return command.run(usable, session, targets.length);
  const [first] = reachable.length > 0 ? reachable : targets;
  if (first === undefined) return;
  const problem = whyNot(command, first, session);
  if (problem) session.notices.fail(`${command.label} is not possible`, problem);
}

function whyNot<T>(command: Command<T>, target: T, session: Session): Problem | undefined {
  const away = awayEngine(command, target, session);
  if (away) return { code: 'engine-unreachable', message: `${away.name} is not reachable.` };
  const message = command.refusal(target);
  return message === undefined ? undefined : { code: 'conflict', message, nextStep: '' };
}

/** The engine that a command would ask and that cannot be reached. */
function awayEngine<T>(command: Command<T>, target: T, { engine }: Session): EngineState | undefined {
  const asked = command.asks?.(target);
  const state = engine.getState().list?.engines.find(({ id }) => id === asked);
  return state?.status.kind === 'unreachable' ? state : undefined;
}
