import { useEffect, useRef } from 'react';
import { pressed } from '../commands/running/run-allowed.ts';
import { useSession } from '../hooks/session.tsx';
import { keyedCommands, offeredByKeys } from '../sections/global-commands.ts';
import type { Session } from '../stores/session.ts';
import { focusNextPart, isOverlaid } from '../ui/focus.ts';

/** How long the second key of a pair such as `g c` may take, in ms. */
const pairTime = 1200;

/** The first keys of pairs. */
const leaders = new Set(keyedCommands.flatMap(({ keys = '' }) => (/^\S \S+$/.test(keys) ? [keys[0]] : [])));

/** The shortcuts that work wherever the person is, except where they type text. */
export function useGlobalKeys(open: (overlay: 'palette' | 'shortcuts') => void): void {
  const session = useSession();
  usePairs(session);
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
      const keys = control ? `Ctrl+${event.key}` : event.key;
      const command = keyedCommands.find((command) => command.keys === keys);
      if (command && (control || !isTyping(event.target))) {
        event.preventDefault();
        void command.run(session);
        return;
      }
      if (control || event.altKey || isTyping(event.target)) return;
      if (event.key === 'Escape') closeDetail(event, session);
      else if (event.key === '?') open('shortcuts');
      else if (event.key === '/') focusFilter(event);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [session, open]);
}

/**
 * Pairs of keys such as `g c`. The second is taken before anything else hears of it, also where the pair means nothing:
 * a row must not take it for a verb. Where keys are typed, in a shell too, the dock's pairs begin with Ctrl+Shift+D: a
 * shell has no use for that, and is left by it.
 */
function usePairs(session: Session): void {
  const leader = useRef({ key: '', until: 0, typing: false });
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // Neither Shift by itself nor an arrow is a second key; the one leaves the pair as it is, the other ends it.
      if (['Shift', 'Control', 'Alt', 'Meta'].includes(event.key)) return;
      const { key: first, until, typing } = leader.current;
      leader.current = { key: '', until: 0, typing: false };
      if (isOverlaid()) return;
      if (isDockLeader(event)) {
        event.preventDefault();
        event.stopImmediatePropagation();
        leader.current = { key: 'd', until: event.timeStamp + pairTime, typing: true };
        return;
      }
      const plain = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (!plain || (!typing && isTyping(event.target))) return;
      if (first !== '' && event.timeStamp < until) {
        event.preventDefault();
        event.stopImmediatePropagation();
        const pair = `${first} ${pressed(event)}`;
        void offeredByKeys(session)
          .find(({ keys }) => keys === pair)
          ?.run(session);
      } else if (leaders.has(event.key) && !isTyping(event.target)) {
        leader.current = { key: event.key, until: event.timeStamp + pairTime, typing: false };
      }
    };
    window.addEventListener('keydown', onKeyDown, { capture: true });
    return () => window.removeEventListener('keydown', onKeyDown, { capture: true });
  }, [session]);
}

function isDockLeader({ key, ctrlKey, shiftKey, altKey, metaKey }: KeyboardEvent): boolean {
  return key.toLowerCase() === 'd' && ctrlKey && shiftKey && !altKey && !metaKey;
}

/** From wherever the person is, unless Escape meant something there. */
function closeDetail(event: KeyboardEvent, { place }: Session): void {
  if (event.defaultPrevented || !document.querySelector('main aside')) return;
  event.preventDefault();
  place.go({ section: place.state.getState().section });
}

function focusFilter(event: KeyboardEvent): void {
  const filter = document.querySelector<HTMLInputElement>('main input[type="search"]');
  if (!filter) return;
  event.preventDefault();
  filter.focus();
  filter.select();
}

/** By attribute: `isContentEditable` would have the page's styles computed for each key. */
function isTyping(target: EventTarget | null): boolean {
  const fields = 'input:not([type="radio"], [type="checkbox"]), textarea, select';
  return target instanceof Element && (target.matches(fields) || target.closest('[contenteditable="true"]') !== null);
}

/** Keys pressed in a shell belong to the shell. */
function isTerminal(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('.xterm') !== null;
}
