import { createStore, type StoreApi } from 'zustand/vanilla';

/** What a screen reader is told of what others see; a new number each time, as the same may be said twice. */
interface Spoken {
  readonly id: number;
  readonly text: string;
}

/** Says what is seen on screen but comes with no element that a screen reader would tell of. */
export interface SpokenStore {
  readonly state: StoreApi<Spoken>;
  /** Says it once what is being said has been, in place of what has not. */
  say(text: string): void;
}

export function createSpokenStore(): SpokenStore {
  const state = createStore<Spoken>(() => ({ id: 0, text: '' }));
  return { state, say: (text) => state.setState({ id: state.getState().id + 1, text }) };
}
