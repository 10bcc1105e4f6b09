import { useEffect, useRef } from 'react';
import { globalCommands } from '../commands/index.ts';
import { useSession } from '../session.tsx';
import type { Session } from '../stores/session.ts';
import { focusNextPart } from '../ui/focus.ts';

/** How long the second key of a pair such as `g c` may take, in ms. */
const pairTime = 1200;

/** The shortcuts that work wherever the person is, except where they type text. */
export function useGlobalKeys(open: (overlay: 'palette' | 'shortcuts') => void): void {
  const session = useSession();
  const leader = useRef({ key: '', until: 0 });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const control = event.ctrlKey || event.metaKey;
      if (control && event.key.toLowerCase() === 'k' && !isTerminal(event.target)) {
        event.preventDefault();
        open('palette');
        return;
      }
      if (event.key === 'F6' && !control && !event.altKey) {
        event.preventDefault();
        focusNextPart(event.shiftKey);
        return;
      }
      const keys = combination(event, leader.current);
      const command = globalCommands.find((command) => command.keys === keys);
      if (command && (control || !isTyping(event.target))) {
        event.preventDefault();
        leader.current = { key: '', until: 0 };
        void command.run(session);
        return;
      }
      if (control || event.altKey || isTyping(event.target)) return;
      if (event.key === 'Escape') closeDetail(event, session);
      else if (event.key === '?') open('shortcuts');
      else if (event.key === '/') focusFilter(event);
      else leader.current = { key: event.key, until: event.timeStamp + pairTime };
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [session, open]);
}

/** From wherever the person is, unless Escape meant something there. */
function closeDetail(event: KeyboardEvent, { place }: Session): void {
  if (event.defaultPrevented || !document.querySelector('main aside')) return;
  event.preventDefault();
  place.go({ section: place.state.getState().section });
}

function combination(
  { key, ctrlKey, metaKey, timeStamp }: KeyboardEvent,
  leader: { key: string; until: number },
): string {
  if (ctrlKey || metaKey) return `Ctrl+${key}`;
  return leader.key !== '' && timeStamp < leader.until ? `${leader.key} ${key}` : key;
}

function focusFilter(event: KeyboardEvent): void {
  const filter = document.querySelector<HTMLInputElement>('main input[type="search"]');
  if (!filter) return;
  event.preventDefault();
  filter.focus();
  filter.select();
}

function isTyping(target: EventTarget | null): boolean {
  const fields = 'input:not([type="radio"], [type="checkbox"]), textarea, select';
  return target instanceof HTMLElement && (target.isContentEditable || target.matches(fields));
}

/** Keys pressed in a shell belong to the shell. */
function isTerminal(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('.xterm') !== null;
}
