import { createStore, type StoreApi } from 'zustand/vanilla';

/** Where a command wants the keyboard next: what is in front in the dock. A new object each time it is asked for. */
export interface FocusWish {
  readonly part: 'dock' | undefined;
}

/** Lets commands, which know no page, say where the keyboard belongs once what they opened is drawn. */
export interface FocusStore {
  readonly state: StoreApi<FocusWish>;
  toDock(): void;
}

export function createFocusStore(): FocusStore {
  const state = createStore<FocusWish>(() => ({ part: undefined }));
  return { state, toDock: () => state.setState({ part: 'dock' }, true) };
}
