import type { DockGroup, DockNode, DockTab } from '../../../app/dock.ts';
import { frontOf, groupOf, groupsOf } from './dock-tree.ts';

// What comes after what in a dock: its groups in the order in which they are read, and the tabs of a group.

/** Forward or back. */
export type Step = 1 | -1;

/** The group that is used: the one of this id, or the first. */
export function usedGroup(root: DockNode, id: string): DockGroup | undefined {
  const groups = groupsOf(root);
  return groups.find((group) => group.id === id) ?? groups[0];
}

/** The group after another or before it, past the last one the first again; undefined where there is no other. */
export function groupBeside(root: DockNode, { id }: DockGroup, step: Step): DockGroup | undefined {
  const groups = groupsOf(root);
  const at = groups.findIndex((group) => group.id === id);
  return at < 0 || groups.length < 2 ? undefined : groups.at((at + step) % groups.length);
}

/** The tab after the one that is in front of its group or before it, past the last one the first again; undefined where it is alone. */
export function tabBeside(group: DockGroup, step: Step): DockTab | undefined {
  const { tabs } = group;
  const front = frontOf(group);
  return front && tabs.length > 1 ? tabs.at((tabs.indexOf(front) + step) % tabs.length) : undefined;
}

/**
 * Where a tab goes that moves by one in its row: before which tab, or at the end (no `before`); undefined where it is the
 * last one that way.
 */
export function placeInRow({ tabs }: DockGroup, tab: string, step: Step): { readonly before?: string } | undefined {
  const at = tabs.findIndex(({ id }) => id === tab);
  const to = at + step;
  if (at < 0 || to < 0 || to >= tabs.length) return undefined;
  const next = tabs[step === 1 ? to + 1 : to];
  return next ? { before: next.id } : {};
}

/** Where a tab is, for people: which of how many panes, which of how many tabs there; each from 1. */
export function whereabouts(root: DockNode, tab: string) {
  const groups = groupsOf(root);
  const group = groupOf(root, tab);
  return {
    pane: groups.findIndex(({ id }) => id === group?.id) + 1,
    panes: groups.length,
    place: (group?.tabs.findIndex(({ id }) => id === tab) ?? -1) + 1,
    places: group?.tabs.length ?? 0,
  };
}
