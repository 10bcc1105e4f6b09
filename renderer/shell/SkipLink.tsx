import type { MouseEvent, ReactNode } from 'react';
import { focusDock, focusList } from '../ui/focus.ts';
import { useOneStop } from '../ui/use-one-stop.ts';
import { words } from '../words/words.ts';
import { useDockPlace } from './dock/use-dock-place.ts';
import css from './SkipLink.module.css';

/** The section's id in the page. */
export const mainId = 'main';

/**
 * The first stop of Tab, seen only while it has the focus: past the navigation, to the list. Arrows lead from there to the
 * way past everything, to the dock.
 */
export function SkipLinks(): ReactNode {
  const oneStop = useOneStop<HTMLDivElement>('a');
  const isDocked = useDockPlace() !== 'none';
  return (
    <div className={css['skip']} {...oneStop}>
      <SkipLink to={focusList}>{words.shell.skipToList}</SkipLink>
      {isDocked && <SkipLink to={focusDock}>{words.shell.skipToDock}</SkipLink>}
    </div>
  );
}

function SkipLink({ to, children }: { to: () => void; children: string }): ReactNode {
  const onClick = (event: MouseEvent) => {
    // The address bar's hash says where the person is.
    event.preventDefault();
    to();
  };
  return (
    <a href={`#${mainId}`} className={css['link']} onClick={onClick}>
      {children}
    </a>
  );
}
