import { createStore, type StoreApi } from 'zustand/vanilla';
import { isTyped, retyped } from '../../../app/text/typing.ts';
import type { DockStore } from '../kept/dock.ts';
import { shellsOf } from '../kept/dock-tree.ts';
import type { Link } from '../link/link.ts';
import { createSender, type Sender } from './sender.ts';
import type { TerminalsStore } from './terminals.ts';

/** Sessions that hear what is typed into any of them. Empty, or two at least. */
export interface BroadcastStore {
  readonly state: StoreApi<readonly string[]>;
  start(sessions: readonly string[]): void;
  stop(): void;
  /** Takes out one that has ended. */
  leave(session: string): void;
  /** Gives what was typed into one of them to all others. */
  typed(session: string, text: string): void;
}

/** Who else hears what is typed into a session. */
export function othersOf(sessions: readonly string[], session: string): readonly string[] {
  return sessions.includes(session) ? sessions.filter((one) => one !== session) : [];
}

/** Those that `stays` says so of; none where fewer than two do. */
export function remaining(sessions: readonly string[], stays: (session: string) => boolean): readonly string[] {
  const left = sessions.filter(stays);
  if (left.length === sessions.length) return sessions;
  return left.length < 2 ? [] : left;
}

export function createBroadcastStore(link: Link, dock: DockStore, terminals: TerminalsStore): BroadcastStore {
  const state = createStore<readonly string[]>(() => []);
  const senders = new Map<string, Sender>();
  const set = (sessions: readonly string[]) => {
    if (sessions === state.getState()) return;
    for (const session of senders.keys()) if (!sessions.includes(session)) senders.delete(session);
    state.setState(sessions, true);
  };
  const leave = (session: string) => set(remaining(state.getState(), (one) => one !== session));
  const senderOf = (session: string): Sender => {
    // One that refuses what it is sent must not go on silently: the others would run ahead of it.
    const sender = senders.get(session) ?? createSender(link, session, () => leave(session));
    senders.set(session, sender);
    return sender;
  };
  dock.state.subscribe(({ root }) => {
    if (state.getState().length === 0) return;
    const docked = new Set(shellsOf(root).map(({ content }) => content.session));
    set(remaining(state.getState(), (session) => docked.has(session)));
  });
  return {
    state,
    start: (sessions) => {
      const chosen = [...new Set(sessions)];
      set(chosen.length < 2 ? [] : chosen);
    },
    stop: () => set([]),
    leave,
    typed: (session, text) => {
      if (!isTyped(text)) return;
      for (const other of othersOf(state.getState(), session)) {
        const modes = terminals.of(other)?.modes();
        senderOf(other).send(new TextEncoder().encode(modes ? retyped(text, modes) : text));
      }
    },
  };
}
