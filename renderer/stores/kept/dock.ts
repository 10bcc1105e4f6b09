import { createStore, type StoreApi } from 'zustand/vanilla';
import {
  type DockContent,
  type DockTab,
  emptyDock,
  longestDockLabel,
  longestDockName,
  mostDockTabs,
} from '../../../app/dock.ts';
import { tabName } from '../../words/docked.ts';
import { words } from '../../words/words.ts';
import type { NoticeStore } from '../shown/notices.ts';
import { contentKey } from './dock-content.ts';
import { type DockKeeper, type DockState, keepDock } from './dock-keeper.ts';
import {
  activateTab,
  changeTab,
  closeTabs,
  frontOf,
  groupOf,
  labelTab,
  missingTabs,
  moveTab,
  openTab,
  resizeNode,
  type SplitPlace,
  splitTab,
  tabsOf,
} from './dock-tree.ts';
import type { SettingsStore } from './settings.ts';

/** Logs and shells that stay open while the person moves about; remembered over a restart. */
export interface DockStore {
  readonly state: StoreApi<DockState>;
  /** Brings what shows this to the front, opening a tab and the dock if need be. Returns the tab's id. */
  open(content: DockContent): string;
  /** Adds a tab without bringing up the dock. */
  add(content: DockContent): void;
  activate(tab: string): void;
  /** Says that the person is at a group now: what is opened next goes there. */
  use(group: string): void;
  /** Shows something else in a tab. */
  replace(tab: string, content: DockContent): void;
  /** Calls a tab what the person does; with '' it has its own name again. */
  label(tab: string, label: string): void;
  /** Takes tabs away; returns them. */
  close(...tabs: string[]): readonly DockTab[];
  /** Opens the log again that was closed last, under the name that it had; undefined where there is none. */
  reopen(): DockTab | undefined;
  /** Into a group, before one of its tabs or at its end. */
  move(tab: string, to: { group: string; before?: string }): void;
  /** Into a new group beside another. False where panes would lie too deep in each other: it stays where it is. */
  split(tab: string, to: Omit<SplitPlace, 'ids'>): boolean;
  /** Gives a group or a split a size of what it and the one after it have together. */
  resize(node: string, size: number): void;
  /** Whether the group that is used fills the dock. */
  zoom(on: boolean): void;
}

/** The window's dock. Tells of tabs that give way. */
export function createDockStore(settings: SettingsStore, notices: NoticeStore): DockStore {
  const state = createStore<DockState>(() => ({ root: emptyDock, group: emptyDock.id, zoomed: false }));
  const root = () => state.getState().root;

  const insert = (content: DockContent, more: { readonly open?: true; readonly label?: string | undefined } = {}) => {
    const id = newId();
    const { open, label } = more;
    const name = content.name.slice(0, longestDockName);
    const tab = { id, content: { ...content, name }, ...(label === undefined ? {} : { label }) };
    keeper.set(openTab(root(), state.getState().group, tab), { tab: id, ...(open ? { open } : {}) });
    return id;
  };

  const open = (content: DockContent, label?: string) => {
    const key = contentKey(content);
    const there = tabsOf(root()).find((tab) => contentKey(tab.content) === key);
    if (!there) return insert(content, { open: true, label });
    keeper.set(activateTab(root(), there.id), { tab: there.id, open: true });
    return there.id;
  };

  const reopen = () => {
    const last = keeper.takeClosed();
    if (last) open(last.content, last.label);
    return last;
  };

  const tellDropped = ([first, ...more]: readonly DockTab[]) => {
    if (!first) return;
    const told = { what: tabName(first), more: more.length, most: mostDockTabs };
    notices.succeed(words.dock.madeRoom(told), { label: words.dock.commands.reopen, run: () => void reopen() });
  };

  const keeper = keepDock(state, settings, {
    onWaiting: (tab) => open(tab.content, tab.label),
    onDropped: tellDropped,
  });
  return {
    state,
    ...arranging(state, keeper),
    open: (content) => open(content),
    add: (content) => void insert(content),
    reopen,
    activate: (tab) => {
      const group = groupOf(root(), tab);
      if (group && frontOf(group)?.id === tab) state.setState({ group: group.id });
      else if (group) keeper.set(activateTab(root(), tab), { tab });
    },
    use: (group) => {
      if (state.getState().group !== group) state.setState({ group });
    },
    close: (...tabs) => {
      const before = root();
      const rest = closeTabs(before, new Set(tabs));
      keeper.set(rest, tabsOf(rest).length === 0 ? { open: false } : {});
      return missingTabs(before, rest);
    },
  };
}

/** What changes tabs and panes that are there. */
function arranging(state: DockStore['state'], keeper: DockKeeper) {
  const root = () => state.getState().root;
  return {
    replace: (tab, content) => keeper.set(changeTab(root(), tab, content)),
    label: (tab, label) => keeper.set(labelTab(root(), tab, label.trim().slice(0, longestDockLabel))),
    move: (tab, to) => keeper.set(moveTab(root(), tab, to), { tab }),
    split: (tab, to) => {
      const before = root();
      const divided = splitTab(before, tab, { ...to, ids: [newId(), newId()] });
      keeper.set(divided, { tab });
      return divided !== before;
    },
    resize: (node, size) => keeper.set(resizeNode(root(), node, size)),
    zoom: (zoomed) => state.setState({ zoomed }),
  } satisfies Partial<DockStore>;
}

/** One that no tab, group or split has had before, in whatever window. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
