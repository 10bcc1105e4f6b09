import { ArrowRight, Bell, Ellipsis, FileText, Film, Scan, SquareTerminal } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DockContent, DockGroup, DockTab } from '../../../app/dock.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import { closeTabs } from '../../commands/dock/dock.ts';
import { paneCommands } from '../../commands/dock/panes.ts';
import { tabCommands } from '../../commands/dock/tabs.ts';
import { dockTarget } from '../../commands/dock/target.ts';
import { type EngineNames, useEngineNames, useSession } from '../../hooks/session.tsx';
import { frontOf } from '../../stores/kept/dock-tree.ts';
import type { Session } from '../../stores/session.ts';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { type Tab, Tabs } from '../../ui/layout/Tabs.tsx';
import { Menu } from '../../ui/overlays/Menu.tsx';
import type { MenuItem } from '../../ui/overlays/menu-item.ts';
import { printable } from '../../ui/printable.ts';
import { LogView } from '../../views/logs/lazy.ts';
import { commandIcons } from '../../views/parts/icons.ts';
import { verbItems } from '../../views/parts/verb-items.ts';
import { RecordingView } from '../../views/recordings/lazy.ts';
import { TerminalView } from '../../views/terminal/lazy.ts';
import { contentName, tabName } from '../../words/docked.ts';
import { words } from '../../words/words.ts';
import { type ShellSignals, useShellSignals } from './shell-signals.ts';

/** What a group shows of the others: that there are some, and whether it stands in for them. */
export type Alone = 'only' | 'beside' | 'zoomed' | 'narrow';

/** The tabs of a group, what is in front, and what can be done to both. `tools` are those of the whole dock. */
export function Group(props: { group: DockGroup; label: string; alone: Alone; tools: ReactNode }): ReactNode {
  const { group, label, alone, tools } = props;
  const session = useSession();
  const engines = useEngineNames();
  const signals = useShellSignals(group);
  return (
    <Tabs
      label={label}
      tabs={group.tabs.map((tab) => ({ ...toTab(tab, engines), ...signalled(tab, signals) }))}
      value={frontOf(group)?.id ?? ''}
      onChange={(tab) => session.dock.activate(tab)}
      onClose={(tab) => void closeTabs([tab], session)}
      menu={(tab) => tabMenu(tab, session)}
      end={
        <>
          <PaneButtons alone={alone} group={group} />
          {tools}
        </>
      }
    />
  );
}

function PaneButtons({ alone, group }: { alone: Alone; group: DockGroup }): ReactNode {
  const session = useSession();
  const front = frontOf(group)?.id;
  const act = (id: string) => {
    session.dock.use(group.id);
    void paneCommands.find((command) => command.id === id)?.run(session);
  };
  const next = words.dock.commands.nextPane;
  const isZoomed = alone === 'zoomed';
  return (
    <>
      {(isZoomed || alone === 'narrow') && (
        <IconButton label={next} icon={ArrowRight} onClick={() => act('dock.next-pane')} />
      )}
      {(isZoomed || alone === 'beside') && (
        <IconButton
          label={isZoomed ? words.dock.unzoomed : words.dock.zoomed}
          icon={Scan}
          pressed={isZoomed}
          onClick={() => act('dock.zoom')}
        />
      )}
      <Menu items={() => (front === undefined ? [] : tabMenu(front, session))} align="end">
        <IconButton label={words.dock.menu} icon={Ellipsis} />
      </Menu>
    </>
  );
}

/** All that can be done to a tab and its pane, and the ways to others. */
function tabMenu(tab: string, session: Session): readonly MenuItem[] {
  const target = dockTarget(session, tab);
  if (!target) return [];
  const own = new Set(tabCommands.map(({ id }) => id));
  const ways = paneCommands
    .filter(({ id }) => !own.has(id))
    .map((command) => ({
      label: command.label,
      icon: commandIcons[command.icon],
      shortcut: command.keys,
      onSelect: () => void command.run(session),
    }));
  return [...verbItems(tabCommands, [target], session), { separator: true }, ...ways];
}

const icons = { shell: SquareTerminal, log: FileText, recording: Film } as const;

function toTab(tab: DockTab, { several, names }: EngineNames): Tab {
  const { id, content, label } = tab;
  const name = names.get(engineOf(content) ?? '');
  const onEngine = (what: string) =>
    several && name !== undefined ? words.parts.onEngine({ what, engine: printable(name, 40) }) : what;
  const own = onEngine(printable(contentName(content), 48));
  return {
    id,
    label: label === undefined ? own : printable(label, 40),
    full: label === undefined ? undefined : onEngine(printable(tabName(tab), 140)),
    icon: icons[content.kind],
    content: () => contentOf(id, content),
    takesFocus: true,
  };
}

/** What a shell tells of itself. A name that a person gave says more than a title. */
function signalled(tab: DockTab, signals: ReadonlyMap<string, ShellSignals>): Pick<Tab, 'note' | 'mark'> {
  const told = tab.content.kind === 'shell' ? signals.get(tab.content.session) : undefined;
  if (!told) return {};
  const what = printable(tabName(tab), 140);
  return {
    ...(tab.label === undefined ? { note: told.title } : {}),
    ...(told.rung ? { mark: { icon: Bell, label: words.dock.rung({ what }) } } : {}),
  };
}

/** Undefined for what is of several engines, or kept of a log whose engine nobody knows. */
function engineOf(content: DockContent): EngineId | undefined {
  if (content.kind === 'shell') return content.engine;
  if (content.kind === 'recording') return undefined;
  return 'engine' in content.target ? content.target.engine : undefined;
}

function contentOf(tab: string, content: DockContent): ReactNode {
  switch (content.kind) {
    case 'log':
      return <LogView key={tab} target={content.target} name={content.name} />;
    case 'shell':
      return <TerminalView key={content.session} tab={tab} shell={content} />;
    case 'recording':
      return <RecordingView key={content.path} path={content.path} />;
  }
}
