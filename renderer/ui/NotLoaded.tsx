import type { ReactNode } from 'react';
import { Banner } from './Banner.tsx';
import { Button } from './Button.tsx';

/**
 * Says that code which comes while the page runs did not come. A page cannot ask for it twice: Chromium remembers the
 * failure for as long as the page lives.
 */
export function NotLoaded({ what }: { what: string }): ReactNode {
  return (
    <Banner
      tone="error"
      title={`${what} could not be loaded`}
      actions={
        <Button size="sm" onClick={() => location.reload()}>
          Reload the window
        </Button>
      }
    >
      The browser broke it off, as it does when a container brings a network. Shells go on, and unsaved text is there
      again.
    </Banner>
  );
}
