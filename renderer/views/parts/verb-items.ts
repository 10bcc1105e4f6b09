import type { Command } from '../../commands/running/command.ts';
import { heldBack, refusalOf } from '../../commands/running/guard.ts';
import { allowed, runAllowed } from '../../commands/running/run-allowed.ts';
import type { Session } from '../../stores/session.ts';
import { copyText } from '../../ui/copy-text.ts';
import type { RowAction } from '../../ui/grid/model/types.ts';
import type { MenuEntry, MenuItem } from '../../ui/overlays/menu-item.ts';
import { said } from '../../words/problems.ts';
import { words } from '../../words/words.ts';
import { commandIcons } from './icons.ts';

/** The few verbs that a row shows under the pointer. */
export function rowActions<T>(commands: readonly Command<T>[], target: T, session: Session): readonly RowAction[] {
  return commands
    .filter((command) => command.primary && command.fits(target))
    .map((command) => ({
      label: command.label,
      icon: commandIcons[command.icon],
      onSelect: () => void runAllowed(command, [target], session),
      ...guarded(command, target, session),
      ...(command.danger ? { danger: true } : {}),
    }));
}

/** That a button cannot be used, where the engine may only be read. */
export function guarded<T>(command: Command<T>, target: T, session: Session) {
  const held = heldBack(command.changes?.(target), session);
  return held ? { disabled: true, reason: said(held) } : {};
}

/** The verbs of a selection. None moves when another cannot be used, so that no second click hits what was not meant. */
export function bulkActions<T>(
  commands: readonly Command<T>[],
  targets: readonly T[],
  session: Session,
): readonly RowAction[] {
  const [first] = targets;
  return commands.map((command) => ({
    label: command.label,
    icon: commandIcons[command.icon],
    onSelect: () => void runAllowed(command, targets, session),
    disabled: allowed(command, targets, session).length === 0,
    reason: first && refusalOf(command, first, session),
    ...(command.danger ? { danger: true } : {}),
  }));
}

/** Every verb that fits one of the objects. A line parts what removes for good. */
export function verbItems<T>(
  commands: readonly Command<T>[],
  targets: readonly T[],
  session: Session,
): readonly MenuItem[] {
  const items: MenuItem[] = [];
  const [first] = targets;
  for (const command of commands) {
    const usable = allowed(command, targets, session);
    if (!targets.some((target) => command.fits(target))) continue;
    if (command.icon === 'remove' && items.length > 0) items.push({ separator: true });
    items.push({
      label: usable.length > 1 ? words.parts.verbOnMany({ verb: command.label, count: usable.length }) : command.label,
      icon: commandIcons[command.icon],
      shortcut: command.key,
      danger: command.danger,
      disabled: usable.length === 0,
      reason: usable.length === 0 && first !== undefined ? refusalOf(command, first, session) : undefined,
      onSelect: () => void runAllowed(command, targets, session),
    });
  }
  return items;
}

/** An item that copies text and says so: `copied` is what it says. */
export function copyItem(label: string, copied: string, text: string, session: Session): MenuEntry {
  const copy = async () => {
    if (await copyText(text)) session.notices.succeed(copied);
  };
  return { label, icon: commandIcons.copy, onSelect: () => void copy() };
}
