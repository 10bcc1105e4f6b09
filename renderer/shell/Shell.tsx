import { type ReactNode, useState } from 'react';
import { SectionLabel, usePlace, useSettings } from '../hooks/session.tsx';
import { sections } from '../sections/sections.tsx';
import { RowHeight } from '../ui/grid/model/row-height.ts';
import { Boundary } from '../ui/layout/Boundary.tsx';
import { Tooltips } from '../ui/overlays/Tooltips.tsx';
import { words } from '../words/words.ts';
import { Announcer } from './Announcer.tsx';
import { Dock } from './dock/Dock.tsx';
import { dockWidthOf } from './dock/dock-place.ts';
import { useDockPlace } from './dock/use-dock-place.ts';
import { FormDialog } from './forms/FormDialog.tsx';
import { PromptDialog } from './forms/PromptDialog.tsx';
import { QuestionDialog } from './forms/QuestionDialog.tsx';
import { GuardMark } from './GuardMark.tsx';
import { HostBanner } from './HostBanner.tsx';
import { NoticeRegion } from './NoticeRegion.tsx';
import { Navigation } from './navigation/Navigation.tsx';
import { Palette } from './palette/Palette.tsx';
import css from './Shell.module.css';
import { Shortcuts } from './Shortcuts.tsx';
import { mainId, SkipLinks } from './SkipLink.tsx';
import { StatusBar } from './StatusBar.tsx';
import { TourMark } from './TourMark.tsx';
import { TypeAhead } from './TypeAhead.tsx';
import { useBroadcastKey } from './use-broadcast-key.ts';
import { useFocus } from './use-focus.ts';
import { useGlobalKeys } from './use-global-keys.ts';
import { useLook } from './use-look.ts';
import { useRecordings } from './use-recordings.ts';
import { useRest } from './use-rest.ts';

/** The window: navigation, the section, the dock, the status bar, and what may lie over them. */
export function Shell(): ReactNode {
  const [overlay, setOverlay] = useState<'palette' | 'shortcuts' | undefined>();
  const { section } = usePlace();
  const settings = useSettings();
  const place = useDockPlace();
  const { label, View } = sections[section];
  const { rowHeight } = useLook();
  useGlobalKeys(setOverlay);
  useBroadcastKey();
  useFocus(section);
  useRecordings();
  useRest();
  return (
    <div className={css['window']}>
      <SkipLinks />
      <Navigation onPalette={() => setOverlay('palette')} />
      <main
        id={mainId}
        className={css['main']}
        aria-label={label}
        tabIndex={-1}
        data-dock={place}
        style={place === 'right' ? { marginInlineEnd: dockWidthOf(settings) } : undefined}
      >
        <GuardMark />
        <HostBanner />
        <TourMark />
        <Boundary key={section} part={label}>
          <SectionLabel value={label}>
            <RowHeight value={rowHeight}>
              <View />
            </RowHeight>
          </SectionLabel>
        </Boundary>
      </main>
      <Boundary part={words.shell.dock.part}>
        <Dock />
      </Boundary>
      <StatusBar />
      <TypeAhead />
      <NoticeRegion />
      <Announcer />
      <FormDialog />
      <QuestionDialog />
      <PromptDialog />
      <Palette
        open={overlay === 'palette'}
        onClose={() => setOverlay(undefined)}
        onShortcuts={() => setOverlay('shortcuts')}
      />
      <Shortcuts open={overlay === 'shortcuts'} onClose={() => setOverlay(undefined)} />
      <Tooltips />
    </div>
  );
}
