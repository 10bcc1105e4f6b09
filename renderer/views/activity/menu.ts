import type { Task } from '../../../app/tasks.ts';
import { taskCommands } from '../../commands/tasks.ts';
import type { Session } from '../../stores/session.ts';
import type { MenuItem } from '../../ui/menu-item.ts';
import { copyItem, verbItems } from '../verb-items.ts';

/** Every verb for one or more tasks, and their command lines to copy. */
export function taskMenu(tasks: readonly Task[], session: Session): readonly MenuItem[] {
  const lines = tasks.flatMap(({ cli }) => cli ?? []);
  const copy = lines.length === 0 ? [] : [copyItem('Copy command', 'the command', lines.join('\n'), session)];
  return [...verbItems(taskCommands, tasks, session), ...copy];
}
