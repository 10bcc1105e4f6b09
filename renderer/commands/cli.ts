import type { Command } from './command.ts';

export { cliWord } from '../../app/command-line.ts';

/** What would do the same in a terminal, a line per target that it fits. */
export function cliLines<T>(command: Command<T>, targets: readonly T[]): readonly string[] {
  return targets.filter((target) => command.fits(target)).flatMap((target) => command.cli?.(target) ?? []);
}
