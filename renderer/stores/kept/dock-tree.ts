import {
  type DockContent,
  type DockGroup,
  type DockNode,
  type DockShell,
  type DockSplit,
  type DockTab,
  dockLevels,
  dockSizes,
  emptyDock,
  mostDockTabs,
} from '../../../app/dock.ts';

// How a dock is divided, as pure functions: each gives a new tree in which no group but the only one is empty, no split
// has fewer than two nodes, and none lies in another of its direction.

/** Which side of a group something is put beside. */
export type DockSide = 'left' | 'right' | 'up' | 'down';

/** Where a split is made: the group, the side of it, and the ids of the new group and of a new split around both. */
export interface SplitPlace {
  readonly beside: string;
  readonly side: DockSide;
  readonly ids: readonly [group: string, split: string];
}

/** The groups, in the order in which they are read. */
export function groupsOf(node: DockNode): readonly DockGroup[] {
  return node.kind === 'group' ? [node] : node.children.flatMap(groupsOf);
}

/** The tabs of all groups. */
export function tabsOf(root: DockNode): readonly DockTab[] {
  return groupsOf(root).flatMap(({ tabs }) => tabs);
}

/** The tabs that show a shell. */
export function shellsOf(root: DockNode): readonly { readonly id: string; readonly content: DockShell }[] {
  return tabsOf(root).flatMap(({ id, content }) => (content.kind === 'shell' ? [{ id, content }] : []));
}

/** The tabs of a dock that another one has no more. */
export function missingTabs(before: DockNode, after: DockNode): readonly DockTab[] {
  const there = new Set(tabsOf(after).map(({ id }) => id));
  return tabsOf(before).filter(({ id }) => !there.has(id));
}

/** The group that a tab is in. */
export function groupOf(root: DockNode, tab: string): DockGroup | undefined {
  return groupsOf(root).find(({ tabs }) => tabs.some(({ id }) => id === tab));
}

/** The tab of a group that is in front. */
export function frontOf({ tabs, active }: DockGroup): DockTab | undefined {
  return tabs.find(({ id }) => id === active) ?? tabs[0];
}

/** Adds a tab at the end of a group, in front; where there is no such group, of the first one. */
export function openTab(root: DockNode, group: string, tab: DockTab): DockNode {
  const groups = groupsOf(root);
  const into = groups.find(({ id }) => id === group) ?? groups[0];
  return eachGroup(root, (one) => (one.id === into?.id ? { ...one, tabs: [...one.tabs, tab], active: tab.id } : one));
}

/** Brings a tab to the front of its group. */
export function activateTab(root: DockNode, tab: string): DockNode {
  const group = groupOf(root, tab);
  return eachGroup(root, (one) => (one.id === group?.id ? { ...one, active: tab } : one));
}

/** Shows something else in a tab. */
export function changeTab(root: DockNode, tab: string, content: DockContent): DockNode {
  return eachGroup(root, (one) => ({
    ...one,
    tabs: one.tabs.map((old) => (old.id === tab ? { ...old, content } : old)),
  }));
}

/** Calls a tab what the person does; with '' it has its own name again. */
export function labelTab(root: DockNode, tab: string, label: string): DockNode {
  return eachGroup(root, (one) => ({
    ...one,
    tabs: one.tabs.map((old) => (old.id === tab ? labelled(old, label) : old)),
  }));
}

function labelled({ id, content }: DockTab, label: string): DockTab {
  return label === '' ? { id, content } : { id, content, label };
}

/** Takes tabs away; of a group whose front one goes, the next is in front, or the one before. What is empty then goes too. */
export function closeTabs(root: DockNode, gone: ReadonlySet<string>): DockNode {
  return collapsed(
    eachGroup(root, (group) => {
      const tabs = group.tabs.filter(({ id }) => !gone.has(id));
      return tabs.length === group.tabs.length ? group : { ...group, tabs, active: nextFront(group, gone)?.id };
    }),
  );
}

/** Moves a tab into a group, before one of its tabs or at its end, where it is in front. */
export function moveTab(root: DockNode, tab: string, { group, before }: { group: string; before?: string }): DockNode {
  const moved = tabsOf(root).find(({ id }) => id === tab);
  if (!moved || before === tab || !groupsOf(root).some(({ id }) => id === group)) return root;
  const without = eachGroup(root, (one) => ({
    ...one,
    tabs: one.tabs.filter(({ id }) => id !== tab),
    active: one.active === tab ? nextFront(one, new Set([tab]))?.id : one.active,
  }));
  return collapsed(
    eachGroup(without, (one) => {
      if (one.id !== group) return one;
      const at = one.tabs.findIndex(({ id }) => id === before);
      return { ...one, tabs: one.tabs.toSpliced(at < 0 ? one.tabs.length : at, 0, moved), active: tab };
    }),
  );
}

/** Moves a tab into a new group beside another, which gives half of its place; as it is where that would be too deep. */
export function splitTab(root: DockNode, tab: string, { beside, side, ids: [group, split] }: SplitPlace): DockNode {
  const whole = groupsOf(root).find(({ id }) => id === beside);
  if (!whole || !groupOf(root, tab) || (whole.tabs.length === 1 && whole.tabs[0]?.id === tab)) return root;
  const isFirst = side === 'left' || side === 'up';
  const divided = eachNode(root, (node): DockNode => {
    if (node.id !== beside) return node;
    const added: DockGroup = { kind: 'group', id: group, size: 1, tabs: [] };
    const kept = { ...node, size: 1 };
    return {
      kind: 'split',
      id: split,
      size: node.size,
      direction: side === 'left' || side === 'right' ? 'row' : 'column',
      children: isFirst ? [added, kept] : [kept, added],
    };
  });
  const moved = moveTab(divided, tab, { group });
  return depthOf(moved) > dockLevels ? root : moved;
}

/** Whether a tab can be moved into a new group there. */
export function canSplit(root: DockNode, tab: string, place: Omit<SplitPlace, 'ids'>): boolean {
  return splitTab(root, tab, { ...place, ids: ['new-group', 'new-split'] }) !== root;
}

/** Whether no tab can be added: as many as there may be are shells, which never give way. */
export function isFull(root: DockNode): boolean {
  return tabsOf(root).filter(({ content }) => content.kind === 'shell').length >= mostDockTabs;
}

/** Gives a node a size of what it and the one after it have together, the rest to that one; as it is where either would have none. */
export function resizeNode(root: DockNode, id: string, size: number): DockNode {
  return eachNode(root, (node) => {
    if (node.kind === 'group') return node;
    const at = node.children.findIndex((child) => child.id === id);
    const [first, second] = node.children.slice(at, at + 2);
    if (at < 0 || !first || !second) return node;
    const rest = first.size + second.size - size;
    if (Math.min(size, rest) < dockSizes.least) return node;
    const resized = [
      { ...first, size },
      { ...second, size: rest },
    ];
    return { ...node, children: node.children.toSpliced(at, 2, ...resized) };
  });
}

/** A tree as it may be: of what has one id the first stays, and there are no more tabs than the dock may have. */
export function soundDock(root: DockNode): DockNode {
  const known = new Set<string>();
  const isNew = ({ id }: { readonly id: string }) => !known.has(id) && known.add(id) !== undefined;
  const sound = (node: DockNode): DockNode | undefined => {
    if (!isNew(node)) return undefined;
    if (node.kind === 'group') return { ...node, tabs: node.tabs.filter(isNew) };
    return { ...node, children: node.children.flatMap((child) => sound(child) ?? []) };
  };
  return boundedDock(collapsed(sound(root) ?? emptyDock));
}

/** A tree with no more tabs than the dock may have: the oldest logs give way, never a shell, nor the tab that is `kept`. */
export function boundedDock(root: DockNode, kept?: string): DockNode {
  const tabs = tabsOf(root);
  const excess = tabs.length - mostDockTabs;
  if (excess <= 0) return root;
  const giving = tabs.filter(({ id, content }) => content.kind !== 'shell' && id !== kept);
  return closeTabs(root, new Set(giving.slice(0, excess).map(({ id }) => id)));
}

/** The tab that is in front once those that are `gone` have left. */
function nextFront(group: DockGroup, gone: ReadonlySet<string>): DockTab | undefined {
  const at = group.tabs.findIndex(({ id }) => id === frontOf(group)?.id);
  const stays = ({ id }: DockTab) => !gone.has(id);
  return group.tabs.slice(at).find(stays) ?? group.tabs.slice(0, at).findLast(stays);
}

function eachGroup(root: DockNode, change: (group: DockGroup) => DockGroup): DockNode {
  return eachNode(root, (node) => (node.kind === 'group' ? change(node) : node));
}

/** The tree with each node changed, the inner ones first. */
function eachNode(node: DockNode, change: (node: DockNode) => DockNode): DockNode {
  if (node.kind === 'group') return change(node);
  return change({ ...node, children: node.children.map((child) => eachNode(child, change)) });
}

function depthOf(node: DockNode): number {
  return node.kind === 'group' ? 1 : 1 + Math.max(...node.children.map(depthOf));
}

/** The tree without what is empty, and without splits that divide nothing. */
function collapsed(root: DockNode): DockNode {
  const kept = withoutEmpty(root);
  if (kept) return { ...kept, size: 1 };
  const { active: _, ...first } = groupsOf(root)[0] ?? emptyDock;
  return { ...first, size: 1 };
}

function withoutEmpty(node: DockNode): DockNode | undefined {
  if (node.kind === 'group') return node.tabs.length === 0 ? undefined : node;
  const children = node.children.flatMap((child) => partsIn(node, withoutEmpty(child)));
  const [only] = children;
  return only && children.length === 1 ? { ...only, size: node.size } : only && { ...node, children };
}

/** What of a node a split holds: of one that is divided the same way, its parts, which share what it had. */
function partsIn({ direction }: DockSplit, node: DockNode | undefined): readonly DockNode[] {
  if (!node) return [];
  if (node.kind === 'group' || node.direction !== direction) return [node];
  const all = node.children.reduce((sum, { size }) => sum + size, 0);
  return node.children.map((part) => ({ ...part, size: bounded((part.size * node.size) / all) }));
}

function bounded(size: number): number {
  return Math.min(Math.max(size, dockSizes.least), dockSizes.most);
}
