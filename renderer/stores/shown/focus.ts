import { createStore, type StoreApi } from 'zustand/vanilla';

/** Where a command wants the keyboard next: the section's list, what is in front in the dock, or a shell. New each time. */
export interface FocusWish {
  readonly part: 'list' | 'dock' | 'shell' | undefined;
  /** A shell's session: its screen takes the focus as soon as it is drawn, in the dock or in a detail. */
  readonly session?: string;
}

/** Lets commands, which know no page, say where the keyboard belongs once what they opened is drawn. */
export interface FocusStore {
  readonly state: StoreApi<FocusWish>;
  toList(): void;
  /** To what is in front in the dock; to a shell in it as soon as that is drawn, by its session. */
  toDock(session?: string): void;
  toShell(session: string): void;
}

export function createFocusStore(): FocusStore {
  const state = createStore<FocusWish>(() => ({ part: undefined }));
  return {
    state,
    toList: () => state.setState({ part: 'list' }, true),
    toDock: (session) => state.setState({ part: 'dock', ...(session === undefined ? {} : { session }) }, true),
    toShell: (session) => state.setState({ part: 'shell', session }, true),
  };
}
