import { selectedEngine } from '../stores/engine.ts';
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

/** Runs a command on the targets that allow it; where none does, or while the engine it needs is away, says why. */
export async function runAllowed<T>(command: Command<T>, targets: readonly T[], session: Session): Promise<void> {
  const engine = selectedEngine(session.engine.getState().list);
  if (command.asksEngine && engine?.status.kind === 'unreachable') {
    const message = `${engine.name} is not reachable.`;
    session.notices.fail(`${command.label} is not possible`, { code: 'engine-unreachable', message });
    return;
  }
  const usable = allowed(command, targets);
  if (usable.length > 0) return command.run(usable, session, targets.length);
  const [first] = targets;
  const message = first === undefined ? undefined : command.refusal(first);
  if (message === undefined) return;
  session.notices.fail(`${command.label} is not possible`, { code: 'conflict', message, nextStep: '' });
}
