import { type ReactNode, useState } from 'react';
import { routes } from '../routes.tsx';
import { usePlace, useSettings } from '../session.tsx';
import { Boundary } from '../ui/Boundary.tsx';
import { RowHeight } from '../ui/grid/row-height.ts';
import { Tooltips } from '../ui/Tooltips.tsx';
import { Announcer } from './Announcer.tsx';
import { Dock } from './Dock.tsx';
import { dockWidthOf } from './dock-place.ts';
import { FormDialog } from './FormDialog.tsx';
import { HostBanner } from './HostBanner.tsx';
import { Navigation } from './Navigation.tsx';
import { NoticeRegion } from './NoticeRegion.tsx';
import { Palette } from './Palette.tsx';
import { QuestionDialog } from './QuestionDialog.tsx';
import css from './Shell.module.css';
import { Shortcuts } from './Shortcuts.tsx';
import { mainId, SkipLink } from './SkipLink.tsx';
import { StatusBar } from './StatusBar.tsx';
import { TourMark } from './TourMark.tsx';
import { useDockPlace } from './use-dock-place.ts';
import { useFocus } from './use-focus.ts';
import { useGlobalKeys } from './use-global-keys.ts';
import { useLook } from './use-look.ts';
import { useRest } from './use-rest.ts';

/** The window: navigation, the section, the dock, the status bar, and what may lie over them. */
export function Shell(): ReactNode {
  const [overlay, setOverlay] = useState<'palette' | 'shortcuts' | undefined>();
  const { section } = usePlace();
  const settings = useSettings();
  const place = useDockPlace();
  const Section = routes[section];
  const { rowHeight } = useLook();
  useGlobalKeys(setOverlay);
  useFocus(section);
  useRest();
  return (
    <div className={css['window']}>
      <SkipLink />
      <Navigation onPalette={() => setOverlay('palette')} />
      <main
        id={mainId}
        className={css['main']}
        aria-label={section}
        tabIndex={-1}
        data-dock={place}
        style={place === 'right' ? { marginInlineEnd: dockWidthOf(settings) } : undefined}
      >
        <HostBanner />
        <TourMark />
        <Boundary key={section} part={section}>
          <RowHeight value={rowHeight}>
            <Section />
          </RowHeight>
        </Boundary>
      </main>
      <Boundary part="The dock">
        <Dock />
      </Boundary>
      <StatusBar />
      <NoticeRegion />
      <Announcer />
      <FormDialog />
      <QuestionDialog />
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
