import { createStore, type StoreApi } from 'zustand/vanilla';
import type { DockShell } from '../../../app/dock.ts';
import type { Stop } from '../../../app/rpc/operation.ts';
import type { TypingModes } from '../../../app/text/typing.ts';

/** A shell that is on screen. */
export interface OpenTerminal {
  readonly shell: Pick<DockShell, 'engine' | 'container' | 'session' | 'name'>;
  /** How what is typed there is sent now. */
  modes(): TypingModes;
  /** Types it as if a person did: whatever happens to keys happens to it. */
  type(text: string): void;
  /** Pastes it, marked as a paste where the shell wants that. */
  paste(text: string): void;
  focus(): void;
}

/** The shells on screen, and which of them a person was in last. */
export interface TerminalsStore {
  /** The one that was used last comes first. */
  readonly state: StoreApi<readonly OpenTerminal[]>;
  /** Says that one is on screen until stopped. */
  add(terminal: OpenTerminal): Stop;
  /** Says that the person is in it now. */
  used(terminal: OpenTerminal): void;
  /** The screen of a session, where there is one. */
  of(session: string): OpenTerminal | undefined;
}

export function createTerminalsStore(): TerminalsStore {
  const state = createStore<readonly OpenTerminal[]>(() => []);
  const without = (terminal: OpenTerminal) => state.getState().filter((one) => one !== terminal);
  return {
    state,
    add: (terminal) => {
      state.setState([...state.getState(), terminal], true);
      return () => state.setState(without(terminal), true);
    },
    used: (terminal) => {
      const open = state.getState();
      if (open[0] !== terminal && open.includes(terminal)) state.setState([terminal, ...without(terminal)], true);
    },
    of: (session) => state.getState().find(({ shell }) => shell.session === session),
  };
}
