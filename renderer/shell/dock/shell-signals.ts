import { useEffect, useMemo, useRef } from 'react';
import { useStore } from 'zustand';
import type { DockGroup, DockNode } from '../../../app/dock.ts';
import { keyOf, ofHost } from '../../../app/object-key.ts';
import { useSession } from '../../hooks/session.tsx';
import { shellsOf, tabsOf } from '../../stores/kept/dock-tree.ts';
import { printable } from '../../ui/printable.ts';
import { tabName } from '../../words/docked.ts';
import { words } from '../../words/words.ts';

/** What a shell tells beside what it prints. */
export interface ShellSignals {
  /** What its program calls the window; '' for nothing. */
  readonly title: string;
  /** The bell has rung since somebody last looked at it. */
  readonly rung: boolean;
}

/** What the shells of a group, or of the whole dock, tell, by their sessions; the same as long as they tell the same. */
export function useShellSignals(root: DockNode | DockGroup): ReadonlyMap<string, ShellSignals> {
  const { sessions } = useSession();
  const told = useStore(sessions.state, () => {
    const { items } = sessions.of(ofHost);
    return JSON.stringify(
      shellsOf(root).flatMap(({ content: { session: id } }) => {
        const one = items.get(keyOf({ engine: ofHost, kind: 'session', id }));
        return one ? [[id, { title: one.title, rung: one.rung }]] : [];
      }),
    );
  });
  return useMemo(() => new Map(JSON.parse(told) as [string, ShellSignals][]), [told]);
}

/** Follows what the shells of the dock tell while it is shown, and tells screen readers whose bell rings unseen. */
export function useBells(root: DockNode): void {
  const { sessions, spoken } = useSession();
  const hasShells = shellsOf(root).length > 0;
  useEffect(() => (hasShells ? sessions.watch(ofHost) : undefined), [hasShells, sessions]);
  const signals = useShellSignals(root);
  const heard = useRef<ReadonlyMap<string, ShellSignals>>(signals);
  useEffect(() => {
    const before = heard.current;
    heard.current = signals;
    const ringing = tabsOf(root).find(
      ({ content }) =>
        content.kind === 'shell' && signals.get(content.session)?.rung && before.get(content.session)?.rung === false,
    );
    if (ringing) spoken.say(words.dock.rung({ what: printable(tabName(ringing), 140) }));
  }, [signals, root, spoken]);
}
