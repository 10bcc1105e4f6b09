import type { DockNode, DockTab } from '../../../app/dock.ts';
import { usedGroup, whereabouts } from '../../stores/kept/dock-order.ts';
import { frontOf, groupOf } from '../../stores/kept/dock-tree.ts';
import type { Session } from '../../stores/session.ts';
import { tabName } from '../../words/docked.ts';
import { words } from '../../words/words.ts';
import type { Command } from '../running/command.ts';

const { said } = words.dock;

/** A tab of the dock, in the arrangement that it is in. */
export interface DockTarget {
  readonly root: DockNode;
  readonly tab: DockTab;
}

export type TabCommand = Command<DockTarget>;

/** What verbs are done to: a tab by its id, or that which is in front of the pane that is used. Undefined where there is none. */
export function dockTarget({ dock }: Session, id?: string): DockTarget | undefined {
  const { root, group } = dock.state.getState();
  const used = id === undefined ? usedGroup(root, group) : groupOf(root, id);
  const tab = id === undefined ? used && frontOf(used) : used?.tabs.find((one) => one.id === id);
  return tab && { root, tab };
}

/** Gives the focus to a tab and tells where it is now. */
export function arrive({ id }: DockTab, session: Session): void {
  const target = dockTarget(session, id);
  if (!target) return;
  const { root, tab } = target;
  session.focus.toDock(tab.content.kind === 'shell' ? tab.content.session : undefined);
  session.spoken.say(said.moved({ what: tabName(tab), ...whereabouts(root, tab.id) }));
}
