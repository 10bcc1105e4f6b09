import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../session.tsx';
import type { Section } from '../stores/place.ts';
import { focusDock, focusList, keepFocus, listMayTakeFocus } from '../ui/focus.ts';

/** Keeps the focus where keys mean something: in a section's list when it opens, and where a command wants it. */
export function useFocus(section: Section): void {
  const wish = useStore(useSession().focus.state);
  useEffect(keepFocus, []);
  useEffect(() => {
    if (listMayTakeFocus()) focusList();
  }, [section]);
  useEffect(() => {
    if (wish.part === 'list') focusList();
    if (wish.part === 'dock') focusDock();
  }, [wish]);
}
