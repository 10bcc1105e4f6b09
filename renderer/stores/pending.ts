import { createStore, type StoreApi } from 'zustand/vanilla';

/** What is being done to which object right now: its id → the verb in progress, e.g. `Stopping`. */
export interface PendingStore {
  readonly state: StoreApi<ReadonlyMap<string, string>>;
  /** Marks an object while `work` runs. */
  during<R>(id: string, doing: string, work: () => Promise<R>): Promise<R>;
}

export function createPendingStore(): PendingStore {
  const state = createStore<ReadonlyMap<string, string>>(() => new Map());
  return {
    state,
    during: async (id, doing, work) => {
      state.setState(new Map(state.getState()).set(id, doing), true);
      try {
        return await work();
      } finally {
        const rest = new Map(state.getState());
        rest.delete(id);
        state.setState(rest, true);
      }
    },
  };
}
