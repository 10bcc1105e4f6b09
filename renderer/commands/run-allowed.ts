import type { Session } from '../stores/session.ts';
import type { Command } from './command.ts';

/** The targets that a command can be carried out on now. */
export function allowed<T>(command: Command<T>, targets: readonly T[]): readonly T[] {
  return targets.filter((target) => command.refusal(target) === undefined);
}

/** The command of a key; where several share it, as start and stop do, the first that some target allows. */
export function keyed<T>(commands: readonly Command<T>[], key: string, targets: readonly T[]): Command<T> | undefined {
  const candidates = commands.filter((command) => command.key === key);
  return candidates.find((command) => allowed(command, targets).length > 0) ?? candidates[0];
}

/** Runs a command on the targets that allow it; where none does, says why. */
export async function runAllowed<T>(command: Command<T>, targets: readonly T[], session: Session): Promise<void> {
  const usable = allowed(command, targets);
  if (usable.length > 0) return command.run(usable, session);
  const [first] = targets;
  const message = first === undefined ? undefined : command.refusal(first);
  if (message === undefined) return;
  session.notices.fail(`${command.label} is not possible`, { code: 'conflict', message, nextStep: '' });
}
