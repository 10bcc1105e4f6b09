import type { ReactNode } from 'react';
import type { DockShell } from '../../../app/dock.ts';
import { Banner } from '../../ui/display/Banner.tsx';
import { words } from '../../words/words.ts';

/** Says of a main process that takes no input that it is only looked at. */
export function Unheard({ shell: { how } }: { shell: DockShell }): ReactNode {
  if (how?.kind !== 'attach' || how.input) return null;
  return <Banner tone="info" title={words.terminal.noInput} />;
}
