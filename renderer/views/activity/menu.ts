import type { Task } from '../../../app/tasks.ts';
import { allowed } from '../../commands/run-allowed.ts';
import { taskCommands } from '../../commands/tasks.ts';
import type { Session } from '../../stores/session.ts';
import { copyText } from '../../ui/copy-text.ts';
import type { RowAction } from '../../ui/grid/types.ts';
import type { MenuItem } from '../../ui/menu-item.ts';
import { commandIcons } from '../icons.ts';

/** The verbs that a task's row shows under the pointer. */
export function taskActions(task: Task, session: Session): readonly RowAction[] {
  return taskCommands
    .filter((command) => command.primary && command.fits(task))
    .map((command) => ({
      label: command.label,
      icon: commandIcons[command.icon],
      onSelect: () => void command.run([task], session),
    }));
}

/** Every verb for one or more tasks, and their command lines to copy. */
export function taskMenu(tasks: readonly Task[], session: Session): readonly MenuItem[] {
  const verbs = taskCommands.flatMap((command) => {
    const usable = allowed(command, tasks);
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
  return [...verbs, ...copyItem(tasks, session)];
}

function copyItem(tasks: readonly Task[], session: Session): readonly MenuItem[] {
  const lines = tasks.flatMap(({ cli }) => cli ?? []);
  if (lines.length === 0) return [];
  const copy = async () => {
    if (await copyText(lines.join('\n'))) session.notices.succeed('Copied the command');
  };
  return [{ label: 'Copy command', icon: commandIcons.copy, onSelect: () => void copy() }];
}
