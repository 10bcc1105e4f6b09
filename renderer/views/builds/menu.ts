import type { BuildRecord } from '../../../app/builds.ts';
import { buildCommands, buildLine } from '../../commands/builds.ts';
import { allowed } from '../../commands/run-allowed.ts';
import type { Session } from '../../stores/session.ts';
import { copyText } from '../../ui/copy-text.ts';
import type { RowAction } from '../../ui/grid/types.ts';
import type { MenuItem } from '../../ui/menu-item.ts';
import { commandIcons } from '../icons.ts';

/** The verbs that a build's row shows under the pointer. */
export function buildActions(record: BuildRecord, session: Session): readonly RowAction[] {
  return buildCommands
    .filter((command) => command.primary && command.fits(record))
    .map((command) => ({
      label: command.label,
      icon: commandIcons[command.icon],
      onSelect: () => void command.run([record], session),
    }));
}

/** Every verb for one or more builds, and their command lines to copy. */
export function buildMenu(records: readonly BuildRecord[], session: Session): readonly MenuItem[] {
  const verbs = buildCommands.flatMap((command) => {
    const usable = allowed(command, records);
    if (usable.length === 0) return [];
    return [
      {
        label: usable.length > 1 ? `${command.label} (${usable.length})` : command.label,
        icon: commandIcons[command.icon],
        shortcut: command.key,
        onSelect: () => void command.run(usable, session),
      },
    ];
  });
  const copy = async () => {
    if (await copyText(records.map(buildLine).join('\n'))) session.notices.succeed('Copied the command');
  };
  return [...verbs, { label: 'Copy command', icon: commandIcons.copy, onSelect: () => void copy() }];
}
