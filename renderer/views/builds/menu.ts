import { buildCommand } from '../../../app/build-command.ts';
import type { BuildRecord } from '../../../app/builds.ts';
import { buildCommands } from '../../commands/builds.ts';
import type { Session } from '../../stores/session.ts';
import type { MenuItem } from '../../ui/menu-item.ts';
import { copyItem, verbItems } from '../verb-items.ts';

/** Every verb for one or more builds, and their command lines to copy. */
export function buildMenu(records: readonly BuildRecord[], session: Session): readonly MenuItem[] {
  const copy = copyItem('Copy command', 'the command', records.map(buildCommand).join('\n'), session);
  return [...verbItems(buildCommands, records, session), copy];
}
