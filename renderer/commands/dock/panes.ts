import { groupBeside, type Step, tabBeside, usedGroup } from '../../stores/kept/dock-order.ts';
import { frontOf } from '../../stores/kept/dock-tree.ts';
import type { Session } from '../../stores/session.ts';
import { tabName } from '../../words/docked.ts';
import { words } from '../../words/words.ts';
import type { GlobalCommand } from '../running/command.ts';
import { refused } from '../running/refused.ts';
import { runAllowed } from '../running/run-allowed.ts';
import { tabCommands } from './tabs.ts';
import { arrive, dockTarget, type TabCommand } from './target.ts';

const { commands: text, refusals } = words.dock;

/** Leads to another tab, or says why there is none. */
function go(
  id: string,
  label: string,
  keys: string,
  next: (session: Session) => string | { why: string },
): GlobalCommand {
  return {
    id: `dock.${id}`,
    label,
    icon: 'go',
    keys,
    run: (session) => {
      const to = next(session);
      if (typeof to !== 'string') return tellRefused(label, to.why, session);
      session.dock.activate(to);
      arriveAt(to, session);
    },
  };
}

function tellRefused(what: string, why: string, { notices }: Session): void {
  notices.fail(words.commands.impossible({ what }), refused(why));
}

/** Where the dock is hidden it comes up first. */
function arriveAt(tab: string, session: Session): void {
  const target = dockTarget(session, tab);
  if (!session.settings.state.getState().value.dockOpen) session.settings.update({ dockOpen: true });
  if (target) arrive(target.tab, session);
}

const toPane = (step: Step) => (session: Session) => {
  const { root, group } = session.dock.state.getState();
  const used = usedGroup(root, group);
  const next = used && groupBeside(root, used, step);
  return (next && frontOf(next)?.id) ?? { why: refusals.onePane };
};

const toTab = (step: Step) => (session: Session) => {
  const { root, group } = session.dock.state.getState();
  const used = usedGroup(root, group);
  return (used && tabBeside(used, step)?.id) ?? { why: refusals.oneTab };
};

const reopen: GlobalCommand = {
  id: 'dock.reopen',
  label: text.reopen,
  icon: 'logs',
  keys: 'd u',
  run: (session) => {
    const tab = session.dock.reopen();
    if (tab) {
      session.focus.toDock();
      session.notices.succeed(words.dock.reopened({ what: tabName(tab) }));
    } else tellRefused(text.reopen, refusals.nothingClosed, session);
  },
};

/** A verb of tabs, done to the tab that is in front in the pane that is used. */
function onFront(command: TabCommand): GlobalCommand {
  const { id, label, icon, key } = command;
  return {
    id,
    label,
    icon,
    ...(key === undefined ? {} : { keys: key }),
    run: (session) => {
      const target = dockTarget(session);
      return target ? runAllowed(command, [target], session) : tellRefused(label, refusals.empty, session);
    },
  };
}

/** Of the panes of the dock and their tabs, in the order that the palette shows them. */
export const paneCommands: readonly GlobalCommand[] = [
  go('next-pane', text.nextPane, 'd n', toPane(1)),
  go('previous-pane', text.previousPane, 'd p', toPane(-1)),
  go('next-tab', text.nextTab, 'd j', toTab(1)),
  go('previous-tab', text.previousTab, 'd k', toTab(-1)),
  ...tabCommands.map(onFront),
  reopen,
];
