import { createStore, type StoreApi } from 'zustand/vanilla';

/** Where a command wants the keyboard next: the section's list, or what is in front in the dock. New each time. */
export interface FocusWish {
  readonly part: 'list' | 'dock' | undefined;
}

/** Lets commands, which know no page, say where the keyboard belongs once what they opened is drawn. */
export interface FocusStore {
  readonly state: StoreApi<FocusWish>;
  toList(): void;
  toDock(): void;
}

export function createFocusStore(): FocusStore {
  const state = createStore<FocusWish>(() => ({ part: undefined }));
  const to = (part: FocusWish['part']) => () => state.setState({ part }, true);
  return { state, toList: to('list'), toDock: to('dock') };
}
