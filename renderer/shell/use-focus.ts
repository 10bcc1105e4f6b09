import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../session.tsx';
import type { Section } from '../stores/place.ts';
import { focusDock, focusList, keepFocus, listMayTakeFocus } from '../ui/focus.ts';
import { whenDrawn } from '../ui/lazily.tsx';

/** Keeps the focus where keys mean something: in a section's list when it opens, and where a command wants it. */
export function useFocus(section: Section): void {
  const wish = useStore(useSession().focus.state);
  useEffect(keepFocus, []);
  useEffect(() => whenDrawn(() => listMayTakeFocus() && focusList()), [section]);
  useEffect(() => {
    if (wish.part === 'list') return whenDrawn(focusList);
    return wish.part === 'dock' ? whenDrawn(focusDock) : undefined;
  }, [wish]);
}
