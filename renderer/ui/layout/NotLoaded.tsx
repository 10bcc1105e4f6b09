import type { ReactNode } from 'react';
import { words } from '../../words/words.ts';
import { Button } from '../controls/Button.tsx';
import { Banner } from '../display/Banner.tsx';

/**
 * Says that code which comes while the page runs did not come. A page cannot ask for it twice: Chromium remembers the
 * failure for as long as the page lives.
 */
export function NotLoaded({ what }: { what: string }): ReactNode {
  return (
    <Banner
      tone="error"
      title={words.ui.notLoaded.title({ what })}
      actions={
        <Button size="sm" onClick={() => location.reload()}>
          {words.ui.notLoaded.reload}
        </Button>
      }
    >
      {words.ui.notLoaded.text}
    </Banner>
  );
}
