import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ObjectKey } from '../../../app/object-key.ts';

/** Containers whose place is remembered: more than anybody has looked into. */
const mostKept = 200;

/** Where a person is in the files of containers: paths, for as long as the window is there. */
export interface FilePlaces {
  readonly state: StoreApi<ReadonlyMap<ObjectKey, string>>;
  go(container: ObjectKey, path: string): void;
}

export function createFilePlaces(): FilePlaces {
  const state = createStore<ReadonlyMap<ObjectKey, string>>(() => new Map());
  return {
    state,
    go: (container, path) => {
      const others = [...state.getState()].filter(([key]) => key !== container).slice(1 - mostKept);
      state.setState(new Map([...others, [container, path]]), true);
    },
  };
}
