import type { DockTab } from '../../../app/dock.ts';
import { keyOf } from '../../../app/object-key.ts';
import { containerOf } from '../../stores/kept/dock-content.ts';
import { groupOf } from '../../stores/kept/dock-tree.ts';
import type { Session } from '../../stores/session.ts';
import { placeOf } from '../../stores/shown/place.ts';
import { words } from '../../words/words.ts';
import { command } from '../running/command.ts';
import { showBeside } from './beside.ts';
import { closeTabs } from './dock.ts';
import { moveCommands } from './moves.ts';
import { type DockTarget, dockTarget, type TabCommand } from './target.ts';

const { commands: text, refusals, said } = words.dock;

const beside = command<DockTarget>({
  id: 'dock.beside',
  label: text.beside,
  icon: 'split-right',
  key: 'd l',
  fits: ({ tab }) => containerOf(tab.content) !== undefined,
  refusal: ({ tab }) => (containerOf(tab.content) ? undefined : refusals.several),
  changes: ({ tab: { content } }) => containerOf(content)?.engine ?? '',
  run: async ([target], session) => {
    const container = target && containerOf(target.tab.content);
    if (container) await showBeside({ ...container, name: target.tab.content.name }, session);
  },
});

const detail = command<DockTarget>({
  id: 'dock.detail',
  label: text.detail,
  icon: 'go',
  key: 'd i',
  fits: ({ tab }) => containerOf(tab.content) !== undefined,
  refusal: ({ tab }) => (containerOf(tab.content) ? undefined : refusals.several),
  run: async ([target], { place }) => {
    const container = target && containerOf(target.tab.content);
    if (!container) return;
    const tab = target.tab.content.kind === 'log' ? 'logs' : 'shell';
    place.go(placeOf(keyOf({ ...container, kind: 'container' }), tab));
  },
});

/** Opens the form for a name that the person gives a tab. */
export const renameTab = command<DockTarget>({
  id: 'dock.rename',
  label: text.rename,
  icon: 'edit',
  key: 'd e',
  run: async ([target], { dialog }) => {
    if (target) dialog.show({ kind: 'dock.rename', with: { tab: target.tab } });
  },
});

/** Closes tabs; what is in front then has the focus. */
async function closeAndTell(tabs: readonly DockTab[], session: Session): Promise<void> {
  const closing = closeTabs(
    tabs.map(({ id }) => id),
    session,
  );
  const next = dockTarget(session);
  if (next) session.focus.toDock();
  else session.focus.toList();
  session.spoken.say(said.closed({ count: tabs.length }));
  await closing;
}

const close = command<DockTarget>({
  id: 'dock.close',
  label: text.close,
  icon: 'close',
  key: 'd x',
  run: (targets, session) =>
    closeAndTell(
      targets.map(({ tab }) => tab),
      session,
    ),
});

const others = ({ root, tab }: DockTarget) => groupOf(root, tab.id)?.tabs.filter(({ id }) => id !== tab.id) ?? [];
const further = ({ root, tab }: DockTarget) => {
  const tabs = groupOf(root, tab.id)?.tabs ?? [];
  return tabs.slice(tabs.findIndex(({ id }) => id === tab.id) + 1);
};

const closeOthers = command<DockTarget>({
  id: 'dock.close-others',
  label: text.closeOthers,
  icon: 'close',
  key: 'd o',
  refusal: (target) => (others(target).length > 0 ? undefined : refusals.oneTab),
  run: async ([target], session) => {
    if (target) await closeAndTell(others(target), session);
  },
});

const closeRight = command<DockTarget>({
  id: 'dock.close-right',
  label: text.closeRight,
  icon: 'close',
  key: 'd Shift+O',
  refusal: (target) => (further(target).length > 0 ? undefined : refusals.last),
  run: async ([target], session) => {
    if (target) await closeAndTell(further(target), session);
  },
});

/** What is done to a tab, in the order that menus show it. */
export const tabCommands: readonly TabCommand[] = [
  ...moveCommands,
  beside,
  detail,
  renameTab,
  close,
  closeOthers,
  closeRight,
];
