import type { StoreApi } from 'zustand/vanilla';
import type { DockNode, DockTab } from '../../../app/dock.ts';
import type { Settings } from '../../../app/settings.ts';
import { boundedDock, groupOf, missingTabs, soundDock, tabsOf } from './dock-tree.ts';
import { closedWith, joinDocks } from './dock-windows.ts';
import type { SettingsStore } from './settings.ts';

/** What a window shows of its dock. */
export interface DockState {
  /** The groups of tabs, and how they lie. */
  readonly root: DockNode;
  /** Id of the group that was used last: what is opened goes there. */
  readonly group: string;
  /** Whether that group fills the dock. Nothing that is kept: what is hidden by it must be there again after a reload. */
  readonly zoomed: boolean;
}

/** Keeps what a window's dock is. */
export interface DockKeeper {
  /** Shows and keeps a dock; `tab` is the one that is used now, `open` whether the dock is to be seen. */
  set(root: DockNode, more?: { readonly tab?: string; readonly open?: boolean }): void;
  /** The tab of the log that was closed last; the one before that when asked again. */
  takeClosed(): DockTab | undefined;
}

/** What becomes of tabs that nobody closed. */
interface Told {
  /** It was opened before what is kept was known. */
  readonly onWaiting: (tab: DockTab) => void;
  /** They gave way to others. */
  readonly onDropped: (tabs: readonly DockTab[]) => void;
}

/** Logs that were closed and can be opened again: people do not remember more of them either. */
const mostReopened = 20;

/** Shows what is kept of the dock, by this window and by others, and keeps what is done to it. */
export function keepDock(
  state: StoreApi<DockState>,
  settings: SettingsStore,
  { onWaiting, onDropped }: Told,
): DockKeeper {
  let closed: readonly string[] = [];
  /** Tabs of logs and recordings, the one that was closed last at the end. */
  let logs: readonly DockTab[] = [];
  /** What is kept of the dock, as it was seen last. */
  let seen: Settings['dock'] | undefined;

  const set: DockKeeper['set'] = (wanted, { tab, open } = {}) => {
    const root = boundedDock(wanted, tab);
    const group = tab === undefined ? undefined : groupOf(root, tab)?.id;
    const gone = missingTabs(state.getState().root, root);
    closed = closedWith(
      closed,
      gone.map(({ id }) => id),
    );
    logs = [...logs, ...gone.filter(({ content }) => content.kind !== 'shell')].slice(-mostReopened);
    state.setState({ root, ...(group === undefined ? {} : { group }) });
    const shown = open === undefined ? {} : { dockOpen: open };
    // Before what was kept is known it would be written over.
    const { loaded } = settings.state.getState();
    if (loaded) seen = root;
    settings.update(loaded ? { dock: root, dockClosed: [...closed], ...shown } : shown);
    if (root !== wanted) onDropped(missingTabs(wanted, root));
  };

  const begin = (value: Settings) => {
    const waiting = tabsOf(state.getState().root);
    closed = value.dockClosed;
    state.setState({ root: soundDock(value.dock) });
    for (const tab of waiting) onWaiting(tab);
  };

  const follow = (value: Settings) => {
    const mine = { root: state.getState().root, closed };
    const joined = joinDocks(mine, { root: soundDock(value.dock), closed: value.dockClosed });
    closed = joined.closed;
    if (joined.lacking) set(joined.root);
    else if (joined.root !== mine.root) state.setState({ root: boundedDock(joined.root) });
  };

  settings.state.subscribe(({ value, loaded }) => {
    if (!loaded || value.dock === seen) return;
    const isFirst = seen === undefined;
    seen = value.dock;
    if (isFirst) begin(value);
    else if (value.dock !== state.getState().root) follow(value);
  });

  return {
    set,
    takeClosed: () => {
      const last = logs.at(-1);
      logs = logs.slice(0, -1);
      return last;
    },
  };
}
