import {
  FileText,
  Maximize2,
  Minimize2,
  PanelBottom,
  PanelBottomClose,
  PanelRight,
  PanelRightClose,
  SquareTerminal,
} from 'lucide-react';
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { DockTab, Settings } from '../../app/settings.ts';
import { closeTab, maximiseDock, moveDock } from '../commands/dock.ts';
import { usePlace, useSession, useSettings } from '../session.tsx';
import { tabKey } from '../stores/dock.ts';
import { EmptyState } from '../ui/EmptyState.tsx';
import { IconButton } from '../ui/IconButton.tsx';
import { printable } from '../ui/printable.ts';
import { Splitter } from '../ui/Splitter.tsx';
import { type Tab, Tabs } from '../ui/Tabs.tsx';
import { LogView } from '../views/logs/lazy.ts';
import { TerminalView } from '../views/terminal/lazy.ts';
import css from './Dock.module.css';
import { type DockPlace, dockWidthOf } from './dock-place.ts';
import { useDockPlace } from './use-dock-place.ts';

/** Logs and shells that stay while the person moves through the app. */
export function Dock(): ReactNode {
  const session = useSession();
  const settings = useSettings();
  const { tabs, active } = useStore(session.dock.state);
  const place = useDockPlace();
  useRestored(place);
  if (place === 'none') return null;
  const front = tabs.find((tab) => tabKey(tab) === active) ?? tabs[0];
  return (
    <section aria-label="Dock" className={css['dock']} data-place={place} style={sizeOf(place, settings)}>
      {front ? (
        <Tabs
          label="Dock tabs"
          tabs={tabs.map(toTab)}
          value={tabKey(front)}
          onChange={(key) => session.dock.activate(key)}
          onClose={(key) => void closeTab(key, session)}
          end={<DockButtons place={place} />}
        />
      ) : (
        <div className={css['empty']}>
          <div className={css['bar']}>
            <DockButtons place={place} />
          </div>
          <EmptyState title="Nothing is docked">
            Press <kbd>l</kbd> on a container for its log, <kbd>e</kbd> for a shell: they stay here.
          </EmptyState>
        </div>
      )}
      {/* Drawn before what it resizes, reached after it: Tab leads to what people read first. */}
      <DockSplitter place={place} />
    </section>
  );
}

function sizeOf(place: DockPlace, settings: Settings): CSSProperties {
  if (place === 'right') return { width: dockWidthOf(settings) };
  return place === 'bottom' ? { height: settings.dockHeight } : {};
}

/** Whoever goes elsewhere wants to see that: the dock makes room. */
function useRestored(place: DockPlace): void {
  const { settings } = useSession();
  const { section, engine, item } = usePlace();
  const now = `${section}/${engine}/${item}`;
  const before = useRef(now);
  useEffect(() => {
    const moved = before.current !== now;
    before.current = now;
    if (moved && place === 'full') settings.update({ dockMaximised: false });
  }, [now, place, settings]);
}

function DockSplitter({ place }: { place: DockPlace }): ReactNode {
  const { settings } = useSession();
  const { dockHeight, dockWidth } = useSettings();
  if (place === 'full') return null;
  const shared = { label: 'Resize dock', after: true } as const;
  return place === 'right' ? (
    <Splitter
      {...shared}
      orientation="vertical"
      value={dockWidth}
      min={280}
      max={1200}
      initial={480}
      onChange={(value) => settings.update({ dockWidth: value })}
    />
  ) : (
    <Splitter
      {...shared}
      orientation="horizontal"
      value={dockHeight}
      min={120}
      max={700}
      initial={260}
      onChange={(value) => settings.update({ dockHeight: value })}
    />
  );
}

function DockButtons({ place }: { place: DockPlace }): ReactNode {
  const session = useSession();
  const { dockSide } = useSettings();
  const atRight = dockSide === 'right';
  const full = place === 'full';
  return (
    <>
      <IconButton
        label={atRight ? 'Dock at the bottom' : 'Dock at the right'}
        title={`${atRight ? 'Dock at the bottom' : 'Dock at the right'} (${moveDock.keys})`}
        icon={atRight ? PanelBottom : PanelRight}
        onClick={() => void moveDock.run(session)}
      />
      <IconButton
        label={full ? 'Restore dock' : 'Maximise dock'}
        title={`${full ? 'Restore dock' : 'Maximise dock'} (${maximiseDock.keys})`}
        icon={full ? Minimize2 : Maximize2}
        onClick={() => void maximiseDock.run(session)}
      />
      <IconButton
        label="Hide dock"
        icon={atRight ? PanelRightClose : PanelBottomClose}
        onClick={() => session.settings.update({ dockOpen: false, dockMaximised: false })}
      />
    </>
  );
}

function toTab(tab: DockTab): Tab {
  return { id: tabKey(tab), ...describe(tab), content: () => contentOf(tab), takesFocus: true };
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
