import { FileText, PanelBottomClose, SquareTerminal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import type { DockTab } from '../../app/settings.ts';
import { closeTab } from '../commands/dock.ts';
import { useSession, useSettings } from '../session.tsx';
import { tabKey } from '../stores/dock.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { printable } from '../ui/printable.ts';
import { Splitter } from '../ui/Splitter.tsx';
import { type Tab, Tabs } from '../ui/Tabs.tsx';
import { LogView } from '../views/logs/LogView.tsx';
import { TerminalView } from '../views/terminal/TerminalView.tsx';
import css from './Dock.module.css';

/** Logs and shells that stay while the person moves through the app. */
export function Dock(): ReactNode {
  const session = useSession();
  const { dockOpen, dockHeight } = useSettings();
  const { tabs, active } = useStore(session.dock.state);
  if (!dockOpen) return null;
  const hide = () => session.settings.update({ dockOpen: false });
  const hideButton = <IconButton label="Hide dock" icon={PanelBottomClose} onClick={hide} />;
  const front = tabs.find((tab) => tabKey(tab) === active) ?? tabs[0];
  return (
    <section aria-label="Dock" className={css['dock']} style={{ height: dockHeight }}>
      <Splitter
        label="Resize dock"
        orientation="horizontal"
        after
        value={dockHeight}
        min={120}
        max={700}
        initial={260}
        onChange={(value) => session.settings.update({ dockHeight: value })}
      />
      {front ? (
        <Tabs
          label="Dock tabs"
          tabs={tabs.map(toTab)}
          value={tabKey(front)}
          onChange={(key) => session.dock.activate(key)}
          onClose={(key) => void closeTab(key, session)}
          end={hideButton}
        />
      ) : (
        <>
          <div className={css['bar']}>{hideButton}</div>
          <EmptyState title="Nothing is docked">
            Press <kbd>l</kbd> on a container for its log, <kbd>e</kbd> for a shell: they stay here.
          </EmptyState>
        </>
      )}
    </section>
  );
}

function toTab(tab: DockTab): Tab {
  return { id: tabKey(tab), ...describe(tab), content: () => contentOf(tab) };
}

function describe({ kind, name }: DockTab) {
  const shown = printable(name, 40);
  return kind === 'shell'
    ? { label: `Shell ${shown}`, icon: SquareTerminal }
    : { label: `Logs ${shown}`, icon: FileText };
}

function contentOf(tab: DockTab): ReactNode {
  if (tab.kind === 'logs') {
    const { engine, container, name } = tab;
    return <LogView key={tabKey(tab)} target={{ kind: 'containers', engine, ids: [container] }} name={name} />;
  }
  if (tab.kind === 'log-view') return <LogView key={tabKey(tab)} target={tab.target} name={tab.name} />;
  const { session } = tab;
  return session ? <TerminalView key={session} tab={{ ...tab, session }} /> : null;
}
