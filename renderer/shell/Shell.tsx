import { type ReactNode, useEffect, useState } from 'react';
import { routes } from '../routes.tsx';
import { usePlace, useSettings } from '../session.tsx';
import { Boundary } from '../ui/Boundary.tsx';
import { Tooltips } from '../ui/Tooltips.tsx';
import { Dock } from './Dock.tsx';
import { FormDialog } from './FormDialog.tsx';
import { HostBanner } from './HostBanner.tsx';
import { Navigation } from './Navigation.tsx';
import { NoticeRegion } from './NoticeRegion.tsx';
import { Palette } from './Palette.tsx';
import { QuestionDialog } from './QuestionDialog.tsx';
import css from './Shell.module.css';
import { Shortcuts } from './Shortcuts.tsx';
import { StatusBar } from './StatusBar.tsx';
import { useGlobalKeys } from './use-global-keys.ts';

/** The window: navigation, the section, the dock, the status bar, and what may lie over them. */
export function Shell(): ReactNode {
  const [overlay, setOverlay] = useState<'palette' | 'shortcuts' | undefined>();
  const { section } = usePlace();
  const Section = routes[section];
  useTheme();
  useGlobalKeys(setOverlay);
  return (
    <div className={css['window']}>
      <Navigation onPalette={() => setOverlay('palette')} />
      <main className={css['main']} aria-label={section}>
        <HostBanner />
        <Boundary key={section} part={section}>
          <Section />
        </Boundary>
      </main>
      <Boundary part="The dock">
        <Dock />
      </Boundary>
      <StatusBar />
      <NoticeRegion />
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

/** The chosen theme as an attribute that the tokens look at; without it the system decides. */
function useTheme(): void {
  const { theme } = useSettings();
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);
}
