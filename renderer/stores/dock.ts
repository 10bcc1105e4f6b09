import { createStore, type StoreApi } from 'zustand/vanilla';
import type { LogTarget } from '../../app/logs.ts';
import type { DockTab } from '../../app/settings.ts';
import type { SettingsStore } from './settings.ts';

export interface DockState {
  readonly tabs: readonly DockTab[];
  /** Key of the tab in front; see `tabKey`. */
  readonly active: string | undefined;
}

/** Bounds of the settings file, which refuses what exceeds them: characters of a name, and tabs. */
const longestName = 500;
const mostTabs = 100;

/** Logs and shells that stay open while the person moves about; remembered over a restart. */
export interface DockStore {
  readonly state: StoreApi<DockState>;
  /** Brings a tab to the front, opening it and the dock if need be. */
  open(tab: DockTab): void;
  /** Adds a tab without bringing up the dock. */
  add(tab: DockTab): void;
  activate(key: string): void;
  /** Puts another tab in the place of one. */
  replace(key: string, tab: DockTab): void;
  /** Takes a tab away; returns it. */
  close(key: string): DockTab | undefined;
}

/** What makes two tabs the same: one log per container or view, whatever the order of its containers, any number of shells. */
export function tabKey(tab: DockTab): string {
  if (tab.kind === 'log-view') return [tab.kind, JSON.stringify(inOrder(tab.target))].join('/');
  const { kind, engine, container } = tab;
  return [kind, engine, container, kind === 'shell' ? (tab.session ?? '') : ''].join('/');
}

function inOrder(target: LogTarget): LogTarget {
  return target.kind === 'containers' ? { ...target, ids: target.ids.toSorted() } : target;
}

export function createDockStore(settings: SettingsStore): DockStore {
  const state = createStore<DockState>(() => ({ tabs: [], active: undefined }));
  const stop = settings.state.subscribe(({ value, loaded }) => {
    if (!loaded) return;
    stop();
    const [first] = value.dockTabs;
    state.setState({ tabs: value.dockTabs, active: first && tabKey(first) });
  });

  const set = (wanted: readonly DockTab[], active: string | undefined, patch: { dockOpen?: boolean } = {}) => {
    const tabs = bounded(wanted, active);
    state.setState({ tabs, active });
    settings.update({ dockTabs: tabs, ...patch });
  };

  const neighbour = (key: string): string | undefined => {
    const { tabs } = state.getState();
    const index = tabs.findIndex((tab) => tabKey(tab) === key);
    const next = tabs[index + 1] ?? tabs[index - 1];
    return next && tabKey(next);
  };

  return {
    state,
    open: (tab) => {
      const { tabs } = state.getState();
      const key = tabKey(tab);
      set(tabs.some((open) => tabKey(open) === key) ? tabs : [...tabs, tab], key, { dockOpen: true });
    },
    add: (tab) => set([...state.getState().tabs, tab], tabKey(tab)),
    replace: (key, tab) => {
      const { tabs, active } = state.getState();
      const next = tabs.map((old) => (tabKey(old) === key ? tab : old));
      set(next, active === key ? tabKey(tab) : active);
    },
    activate: (key) => state.setState({ active: key }),
    close: (key) => {
      const { tabs, active } = state.getState();
      const rest = tabs.filter((tab) => tabKey(tab) !== key);
      set(rest, active === key ? neighbour(key) : active, rest.length === 0 ? { dockOpen: false } : {});
      return tabs.find((tab) => tabKey(tab) === key);
    },
  };
}

/** The tabs as the settings can keep them: the oldest logs give way, never a shell that runs. */
function bounded(tabs: readonly DockTab[], active: string | undefined): DockTab[] {
  let excess = tabs.length - mostTabs;
  const kept = tabs.filter((tab) => excess <= 0 || tab.kind === 'shell' || tabKey(tab) === active || excess-- <= 0);
  return kept.map((tab) => (tab.name.length > longestName ? { ...tab, name: tab.name.slice(0, longestName) } : tab));
}
