import { cliLines } from '../../commands/cli.ts';
import type { Command } from '../../commands/command.ts';
import { allowed, runAllowed } from '../../commands/run-allowed.ts';
import type { Session } from '../../stores/session.ts';
import { copyText } from '../../ui/copy-text.ts';
import type { RowAction } from '../../ui/grid/types.ts';
import type { MenuItem } from '../../ui/menu-item.ts';
import { commandIcons } from '../icons.ts';

/** What can be done to one kind of object, and what of it can be copied. */
export interface Verbs<T> {
  readonly commands: readonly Command<T>[];
  /** What the clipboard may get, by what it is called: `name`, `id`. */
  readonly copies: Readonly<Record<string, (target: T) => string>>;
}

/** The few verbs that a row shows under the pointer. */
export function rowActions<T>({ commands }: Verbs<T>, target: T, session: Session): readonly RowAction[] {
  return commands
    .filter((command) => command.primary && command.fits(target))
    .map((command) => ({
      label: command.label,
      icon: commandIcons[command.icon],
      onSelect: () => void runAllowed(command, [target], session),
      ...(command.danger ? { danger: true } : {}),
    }));
}

/** Every verb for one or more objects, then the same as command lines to copy. A line parts what removes for good. */
export function objectMenu<T>(verbs: Verbs<T>, targets: readonly T[], session: Session): readonly MenuItem[] {
  const items: MenuItem[] = [];
  for (const command of verbs.commands) {
    const usable = allowed(command, targets);
    if (!targets.some((target) => command.fits(target))) continue;
    if (command.icon === 'remove' && items.length > 0) items.push({ separator: true });
    items.push({
      label: usable.length > 1 ? `${command.label} (${usable.length})` : command.label,
      icon: commandIcons[command.icon],
      shortcut: command.key,
      danger: command.danger,
      disabled: usable.length === 0,
      onSelect: () => void command.run(usable, session),
    });
  }
  return [...items, ...(items.length > 0 ? [{ separator: true } as const] : []), ...copyItems(verbs, targets, session)];
}

function copyItems<T>({ commands, copies }: Verbs<T>, targets: readonly T[], session: Session): readonly MenuItem[] {
  const copy = (what: string, text: string) => {
    void copyText(text).then((ok) => {
      if (ok) session.notices.succeed(`Copied ${what}`);
    });
  };
  const { copy: icon } = commandIcons;
  return [
    ...Object.entries(copies).map(([what, textOf]) => ({
      label: `Copy ${what}`,
      icon,
      onSelect: () => copy(`the ${what}`, targets.map(textOf).join('\n')),
    })),
    ...commands.flatMap((command) => {
      const lines = cliLines(command, targets);
      const [first] = lines;
      if (first === undefined) return [];
      // `docker rm`, not "Remove": what is copied is what it is called there.
      const words = first.split(' ', /^docker (image|volume|network|compose|system|builder) /.test(first) ? 3 : 2);
      return [{ label: `Copy ${words.join(' ')}`, icon, onSelect: () => copy('the command', lines.join('\n')) }];
    }),
  ];
}
