import { useEffect } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../hooks/session.tsx';
import type { SectionId } from '../stores/shown/place.ts';
import { focusDock, focusList, keepFocus, listMayTakeFocus } from '../ui/focus.ts';
import { whenDrawn } from '../ui/layout/lazily.tsx';

/** Keeps the focus where keys mean something: in a section's list when it opens, and where a command wants it. */
export function useFocus(section: SectionId): void {
  const { focus, terminals } = useSession();
  const wish = useStore(focus.state);
  useEffect(keepFocus, []);
  useEffect(() => whenDrawn(() => listMayTakeFocus() && focusList()), [section]);
  useEffect(() => {
    if (wish.part === 'list') return whenDrawn(focusList);
    // One that is not on screen yet takes it as it is drawn.
    if (wish.part === 'shell') return whenDrawn(() => terminals.of(wish.session ?? '')?.focus());
    // What comes to the front in a row of tabs is drawn right after the effects of what brought it there.
    return wish.part === 'dock' ? whenDrawn(() => queueMicrotask(focusDock)) : undefined;
  }, [wish, terminals]);
}
