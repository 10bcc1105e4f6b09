import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ObjectKey } from '../../app/object-key.ts';

/** What is being done to which object right now: its key → the verb in progress, e.g. `Stopping`. */
export interface PendingStore {
  readonly state: StoreApi<ReadonlyMap<ObjectKey, string>>;
  /** Marks an object while `work` runs. */
  during<R>(key: ObjectKey, doing: string, work: () => Promise<R>): Promise<R>;
}

export function createPendingStore(): PendingStore {
  const state = createStore<ReadonlyMap<ObjectKey, string>>(() => new Map());
  return {
    state,
    during: async (key, doing, work) => {
      state.setState(new Map(state.getState()).set(key, doing), true);
      try {
        return await work();
      } finally {
        const rest = new Map(state.getState());
        rest.delete(key);
        state.setState(rest, true);
      }
    },
  };
}
