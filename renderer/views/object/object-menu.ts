import { cliLines, severalHosts } from '../../commands/cli.ts';
import type { Command, CommandIcon } from '../../commands/running/command.ts';
import type { Session } from '../../stores/session.ts';
import type { MenuEntry, MenuItem } from '../../ui/overlays/menu-item.ts';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import { commandIcons } from '../parts/icons.ts';
import { copyItem, verbItems } from '../parts/verb-items.ts';

const text = words.object;

/** What the clipboard can get of objects. */
type CopyId = keyof typeof text.copies;

/** What can be done to one kind of object, and what of it can be copied. */
export interface Verbs<T> {
  readonly commands: readonly Command<T>[];
  /** What the clipboard may get, in this order; offered where any of them has it. */
  readonly copies: Readonly<Partial<Record<CopyId, (target: T) => string | undefined>>>;
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
  const lines = commands.flatMap((command) => commandItem(cliLines(command, targets, severalHosts(session)), session));
  return [
    ...(Object.keys(copies) as CopyId[]).flatMap((id) => {
      const texts = targets.flatMap((target) => copies[id]?.(target) ?? []);
      const { copy, copied } = text.copies[id];
      return texts.length > 0 ? [copyItem(copy, copied, texts.join('\n'), session)] : [];
    }),
    ...(lines.length > 0 ? [{ label: text.copies.command.copy, icon: commandIcons.copy, items: lines }] : []),
  ];
}

/** One verb's command lines, called what the first of them is. */
function commandItem(lines: readonly string[], session: Session): readonly MenuEntry[] {
  const [first] = lines;
  if (first === undefined) return [];
  const line = printable(first, mostShown);
  const label = lines.length > 1 ? text.lineAndMore({ line, more: lines.length - 1 }) : line;
  return [copyItem(label, text.copies.command.copied, lines.join('\n'), session)];
}
