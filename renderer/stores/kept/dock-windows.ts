import { type DockNode, type DockTab, mostDockTabs } from '../../../app/dock.ts';
import { contentKey } from './dock-content.ts';
import { activateTab, changeTab, closeTabs, frontOf, groupsOf, labelTab, openTab, tabsOf } from './dock-tree.ts';

// Several windows show the same tabs, each in an arrangement of its own; the one that was changed last is kept.

/** What a window has and keeps of the dock. */
export interface KeptDock {
  readonly root: DockNode;
  /** Ids of tabs that were closed lately, the latest last: they are not to come back from a window that had not heard of it. */
  readonly closed: readonly string[];
}

/** What one window has once another has kept what it has. */
export interface JoinedDock extends KeptDock {
  /** Whether the other one lacks anything of it, so that it is to be kept anew. */
  readonly lacking: boolean;
}

/**
 * This window's dock with what another window has kept: tabs that were opened there come in behind others, what was closed
 * there goes, and what a tab of both shows or is called is as it is there. Nothing moves, and nothing is lost, whoever
 * kept what first.
 */
export function joinDocks(mine: KeptDock, theirs: KeptDock): JoinedDock {
  const closed = closedWith(theirs.closed, mine.closed);
  const gone = new Set(closed);
  const there = tabsOf(theirs.root).filter(({ id }) => !gone.has(id));
  let root = tabsOf(mine.root).some(({ id }) => gone.has(id)) ? closeTabs(mine.root, gone) : mine.root;
  for (const tab of there) root = withTab(root, tab);
  const keys = new Set(there.map(({ content }) => contentKey(content)));
  const known = new Set(theirs.closed);
  const lacking =
    tabsOf(root).some(({ content }) => !keys.has(contentKey(content))) || closed.some((id) => !known.has(id));
  return { root, closed, lacking };
}

/** What was closed before, and now; as many as there may be tabs: a window hears of each before that many more are closed. */
export function closedWith(before: readonly string[], now: readonly string[]): readonly string[] {
  return [...new Set([...before, ...now])].slice(-mostDockTabs);
}

/** A tab as the other window has it; a new one behind the others of the first group, unless another shows the same. */
function withTab(root: DockNode, tab: DockTab): DockNode {
  const { id, content, label = '' } = tab;
  const mine = tabsOf(root).find((one) => one.id === id);
  if (mine) return isSame(mine, tab) ? root : labelTab(changeTab(root, id, content), id, label);
  const key = contentKey(content);
  if (tabsOf(root).some((one) => contentKey(one.content) === key)) return root;
  const [first] = groupsOf(root);
  const front = first && frontOf(first);
  const added = openTab(root, first?.id ?? '', tab);
  return front ? activateTab(added, front.id) : added;
}

function isSame(a: DockTab, b: DockTab): boolean {
  return a.label === b.label && JSON.stringify(a.content) === JSON.stringify(b.content);
}
