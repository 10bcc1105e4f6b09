import { cliLines } from '../../commands/cli.ts';
import type { Command, CommandIcon } from '../../commands/command.ts';
import type { Session } from '../../stores/session.ts';
import type { MenuEntry, MenuItem } from '../../ui/menu-item.ts';
import { printable } from '../../ui/printable.ts';
import { commandIcons } from '../icons.ts';
import { copyItem, verbItems } from '../verb-items.ts';

/** What can be done to one kind of object, and what of it can be copied. */
export interface Verbs<T> {
  readonly commands: readonly Command<T>[];
  /** What the clipboard may get, by what it is called: `name`, `id`. */
  readonly copies: Readonly<Record<string, (target: T) => string>>;
}

/** What leads somewhere and changes nothing. */
const places: ReadonlySet<CommandIcon> = new Set<CommandIcon>(['logs', 'shell', 'open', 'go', 'inspect']);

/** Command lines longer than that are cut where they are shown; all of them is copied. */
const mostShown = 72;

/** Everything for one or more objects, in groups: the verbs, the places they lead to, and what can be copied. */
export function objectMenu<T>(verbs: Verbs<T>, targets: readonly T[], session: Session): readonly MenuItem[] {
  const leads = ({ icon }: Command<T>) => places.has(icon);
  const groups = [
    verbItems(
      verbs.commands.filter((command) => !leads(command)),
      targets,
      session,
    ),
    verbItems(verbs.commands.filter(leads), targets, session),
    copyItems(verbs, targets, session),
  ];
  return groups
    .filter((group) => group.length > 0)
    .flatMap((group, index) => [...(index > 0 ? [{ separator: true } as const] : []), ...group]);
}

function copyItems<T>({ commands, copies }: Verbs<T>, targets: readonly T[], session: Session): readonly MenuItem[] {
  const lines = commands.flatMap((command) => commandItem(cliLines(command, targets), session));
  return [
    ...Object.entries(copies).map(([what, textOf]) =>
      copyItem(`Copy ${what}`, `the ${what}`, targets.map(textOf).join('\n'), session),
    ),
    ...(lines.length > 0 ? [{ label: 'Copy command', icon: commandIcons.copy, items: lines }] : []),
  ];
}

/** One verb's command lines, called what the first of them is. */
function commandItem(lines: readonly string[], session: Session): readonly MenuEntry[] {
  const [first] = lines;
  if (first === undefined) return [];
  const label = `${printable(first, mostShown)}${lines.length > 1 ? ` and ${lines.length - 1} more` : ''}`;
  return [copyItem(label, 'the command', lines.join('\n'), session)];
}
