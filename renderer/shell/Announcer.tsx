import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../hooks/session.tsx';
import spoken from '../ui/marks/spoken.module.css';
import { printable } from '../ui/printable.ts';
import { words } from '../words/words.ts';

/**
 * Tells screen readers what others see: what is selected, what is being done. It is there before anything is said, as
 * they tell only of what comes into a region that they know.
 */
export function Announcer(): ReactNode {
  const { id, text } = useStore(useSession().spoken.state);
  return (
    <div role="status" aria-label={words.shell.announcements} className={spoken['spoken']}>
      <span key={id}>{printable(text, 200)}</span>
    </div>
  );
}
