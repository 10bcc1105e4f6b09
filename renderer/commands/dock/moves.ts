import { type DockGroup, dockLevels } from '../../../app/dock.ts';
import { groupBeside, placeInRow, type Step, whereabouts } from '../../stores/kept/dock-order.ts';
import { canSplit, type DockSide, groupOf } from '../../stores/kept/dock-tree.ts';
import type { Session } from '../../stores/session.ts';
import { tabName } from '../../words/docked.ts';
import { words } from '../../words/words.ts';
import { command } from '../running/command.ts';
import { refused } from '../running/refused.ts';
import { arrive, type DockTarget, type TabCommand } from './target.ts';

const { commands: text, refusals, said } = words.dock;

const groupWith = ({ root, tab }: DockTarget): DockGroup | undefined => groupOf(root, tab.id);
const isAlone = (target: DockTarget) => groupWith(target)?.tabs.length === 1;

/** Splits the pane of a tab: the tab gets the part at this side. */
function split(verb: 'split-right' | 'split-down', label: string, key: string, side: DockSide): TabCommand {
  return command({
    id: `dock.${verb}`,
    label,
    icon: verb,
    key,
    refusal: (target) => {
      if (isAlone(target)) return refusals.alone;
      const beside = groupWith(target)?.id ?? '';
      return canSplit(target.root, target.tab.id, { beside, side }) ? undefined : refusals.deep({ levels: dockLevels });
    },
    run: async ([target], session) => {
      const group = target && groupWith(target);
      if (!group) return;
      session.dock.split(target.tab.id, { beside: group.id, side });
      arrive(target.tab, session);
    },
  });
}

/** Moves a tab to another pane: past the last one to the first. */
function toPane(verb: string, label: string, key: string, step: Step): TabCommand {
  const next = (target: DockTarget) => {
    const group = groupWith(target);
    return group && groupBeside(target.root, group, step);
  };
  return command({
    id: `dock.${verb}`,
    label,
    icon: 'move',
    key,
    refusal: (target) => (next(target) ? undefined : refusals.onePane),
    run: async ([target], session) => {
      const group = target && next(target);
      if (!group) return;
      session.dock.move(target.tab.id, { group: group.id });
      arrive(target.tab, session);
    },
  });
}

/** Moves a tab by one in its row. */
function inRow(verb: string, label: string, key: string, step: Step): TabCommand {
  const next = (target: DockTarget) => {
    const group = groupWith(target);
    return group && placeInRow(group, target.tab.id, step);
  };
  return command({
    id: `dock.${verb}`,
    label,
    icon: 'move',
    key,
    refusal: (target) => (next(target) ? undefined : step === 1 ? refusals.last : refusals.first),
    run: async ([target], session) => {
      const group = target && groupWith(target);
      const to = target && next(target);
      if (!group || !to) return;
      session.dock.move(target.tab.id, { group: group.id, ...to });
      arrive(target.tab, session);
    },
  });
}

/** Lets a pane fill the dock, and gives the others their places back. */
const zoom = command<DockTarget>({
  id: 'dock.zoom',
  label: text.zoom,
  icon: 'zoom',
  key: 'd z',
  refusal: ({ root }) => (root.kind === 'split' ? undefined : refusals.onePane),
  run: async ([target], session) => {
    if (!target) return;
    const { dock, spoken } = session;
    const { zoomed } = dock.state.getState();
    dock.activate(target.tab.id);
    dock.zoom(!zoomed);
    arrive(target.tab, session);
    const { panes } = whereabouts(target.root, target.tab.id);
    spoken.say(zoomed ? said.unzoomed({ panes }) : said.zoomed({ what: tabName(target.tab) }));
  },
});

/** What moves tabs and panes, in the order that menus show them. */
export const moveCommands: readonly TabCommand[] = [
  split('split-right', text.splitRight, 'd v', 'right'),
  split('split-down', text.splitDown, 'd s', 'down'),
  toPane('to-next-pane', text.toNextPane, 'd Shift+N', 1),
  toPane('to-previous-pane', text.toPreviousPane, 'd Shift+P', -1),
  inRow('move-right', text.moveRight, 'd Shift+J', 1),
  inRow('move-left', text.moveLeft, 'd Shift+K', -1),
  zoom,
];

/** Where a tab was let go: among the tabs of a group, or at a side of one. */
type Dropped =
  | { readonly kind: 'tabs'; readonly group: string; readonly before?: string }
  | { readonly kind: 'side'; readonly group: string; readonly side: DockSide };

/** Moves a tab to where it was let go, and says where it is now; where it cannot be there, why. */
export function dropTab(target: DockTarget, drop: Dropped, session: Session): void {
  const { root, tab } = target;
  const { group } = drop;
  if (drop.kind === 'tabs') {
    const { before } = drop;
    session.dock.move(tab.id, { group, ...(before === undefined ? {} : { before }) });
  } else {
    const isOwn = groupWith(target)?.id === group;
    if (isOwn && isAlone(target)) return;
    if (!canSplit(root, tab.id, { beside: group, side: drop.side })) {
      const what = drop.side === 'left' || drop.side === 'right' ? text.splitRight : text.splitDown;
      const why = refusals.deep({ levels: dockLevels });
      return session.notices.fail(words.commands.impossible({ what }), refused(why));
    }
    session.dock.split(tab.id, { beside: group, side: drop.side });
  }
  arrive(tab, session);
}
