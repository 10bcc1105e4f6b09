import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../../hooks/session.tsx';
import type { LogSession } from '../model/log-session.ts';
import type { LogScroller } from '../scroll/scroller.ts';
import { FindSession } from './find-session.ts';
import { type FindState, isSearching } from './find-state.ts';

export interface Find {
  readonly find: FindSession;
  readonly state: FindState;
  /** Shows the row that the person points at, or the first on screen, in the whole log. */
  readonly showInLog: () => void;
}

/** The search of a log that is open; `view`: the view of it that is open now. */
export function useFind(log: LogSession, scroller: LogScroller | undefined, view: string | undefined): Find {
  const { link } = useSession();
  const [find] = useState(() => new FindSession(link, log.cache));
  const state = useStore(find.state);
  useEffect(() => find.drawOn(scroller), [find, scroller]);
  useEffect(() => find.searchIn(view), [find, view]);
  useEffect(() => () => find.dispose(), [find]);
  useEffect(() => {
    const viewport = scroller?.viewport;
    const click = (event: MouseEvent) => showTime(event.target, scroller, find);
    viewport?.addEventListener('click', click);
    return () => viewport?.removeEventListener('click', click);
  }, [find, scroller]);
  const showInLog = () => {
    const row = scroller && log.cache.row(scroller.pointed);
    if (row) find.showInLog(row.n);
  };
  return { find, state, showInLog };
}

/** In a filtered log a click on a line's time shows it among its neighbours. */
function showTime(target: EventTarget | null, scroller: LogScroller | undefined, find: FindSession): void {
  const state = find.state.getState();
  const time =
    isSearching(state) && state.filter && target instanceof Element ? target.closest('[data-part=time]') : null;
  const row = time && scroller?.rows.of(time)?.row;
  if (row) find.showInLog(row.n);
}
