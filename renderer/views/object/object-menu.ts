import { cliLines } from '../../commands/cli.ts';
import type { Command } from '../../commands/command.ts';
import type { Session } from '../../stores/session.ts';
import type { MenuItem } from '../../ui/menu-item.ts';
import { copyItem, verbItems } from '../verb-items.ts';

/** What can be done to one kind of object, and what of it can be copied. */
export interface Verbs<T> {
  readonly commands: readonly Command<T>[];
  /** What the clipboard may get, by what it is called: `name`, `id`. */
  readonly copies: Readonly<Record<string, (target: T) => string>>;
}

/** Every verb for one or more objects, then the same as command lines to copy. */
export function objectMenu<T>(verbs: Verbs<T>, targets: readonly T[], session: Session): readonly MenuItem[] {
  const items = verbItems(verbs.commands, targets, session);
  return [...items, ...(items.length > 0 ? [{ separator: true } as const] : []), ...copyItems(verbs, targets, session)];
}

function copyItems<T>({ commands, copies }: Verbs<T>, targets: readonly T[], session: Session): readonly MenuItem[] {
  return [
    ...Object.entries(copies).map(([what, textOf]) =>
      copyItem(`Copy ${what}`, `the ${what}`, targets.map(textOf).join('\n'), session),
    ),
    ...commands.flatMap((command) => {
      const lines = cliLines(command, targets);
      const [first] = lines;
      if (first === undefined) return [];
      // `docker rm`, not "Remove": what is copied is what it is called there.
      const words = first.split(' ', /^docker (image|volume|network|compose|system|builder) /.test(first) ? 3 : 2);
      return [copyItem(`Copy ${words.join(' ')}`, 'the command', lines.join('\n'), session)];
    }),
  ];
}
