import { Maximize2, Minimize2, PanelBottom, PanelBottomClose, PanelRight, PanelRightClose } from 'lucide-react';
import { type CSSProperties, type ReactNode, useEffect, useRef } from 'react';
import { useStore } from 'zustand';
import type { Settings } from '../../../app/settings.ts';
import { maximiseDock, moveDock } from '../../commands/dock/dock.ts';
import type { GlobalCommand } from '../../commands/running/command.ts';
import { usePlace, useSession, useSettings } from '../../hooks/session.tsx';
import { tabsOf } from '../../stores/kept/dock-tree.ts';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import { Splitter } from '../../ui/layout/Splitter.tsx';
import { Filled } from '../../ui/marks/Filled.tsx';
import { words } from '../../words/words.ts';
import css from './Dock.module.css';
import { DockPanes } from './DockPanes.tsx';
import { type DockPlace, dockWidthOf } from './dock-place.ts';
import { useBells } from './shell-signals.ts';
import { useDockPlace } from './use-dock-place.ts';

const text = words.shell.dock;

/** Logs and shells that stay while the person moves through the app. */
export function Dock(): ReactNode {
  const session = useSession();
  const settings = useSettings();
  const { root } = useStore(session.dock.state);
  const place = useDockPlace();
  useRestored(place);
  useBells(root);
  if (place === 'none') return null;
  return (
    <section aria-label={text.title} className={css['dock']} data-place={place} style={sizeOf(place, settings)}>
      {tabsOf(root).length > 0 ? (
        <DockPanes root={root} tools={<DockButtons place={place} />} />
      ) : (
        <div className={css['empty']}>
          <div className={css['bar']}>
            <DockButtons place={place} />
          </div>
          <EmptyState title={text.empty}>
            <Filled text={text.emptyHint} names={{ log: <kbd>l</kbd>, shell: <kbd>e</kbd> }} />
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
  const shared = { label: text.resize, after: true } as const;
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
  const toSide = atRight ? text.toBottom : text.toRight;
  const toSize = full ? text.restore : text.maximise;
  return (
    <>
      <IconButton
        label={toSide}
        title={withKeys(toSide, moveDock)}
        icon={atRight ? PanelBottom : PanelRight}
        onClick={() => void moveDock.run(session)}
      />
      <IconButton
        label={toSize}
        title={withKeys(toSize, maximiseDock)}
        icon={full ? Minimize2 : Maximize2}
        onClick={() => void maximiseDock.run(session)}
      />
      <IconButton
        label={text.hide}
        icon={atRight ? PanelRightClose : PanelBottomClose}
        onClick={() => session.settings.update({ dockOpen: false, dockMaximised: false })}
      />
    </>
  );
}

function withKeys(label: string, { keys = '' }: GlobalCommand): string {
  return text.withKeys({ label, keys });
}
