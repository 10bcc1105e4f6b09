import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ObjectKey } from '../../../app/object-key.ts';

/** What is being done to which object right now: its key → the verb in progress, e.g. `Stopping`. */
export interface PendingStore {
  readonly state: StoreApi<ReadonlyMap<ObjectKey, string>>;
  /** Marks an object while `work` runs; of several works at once what was begun last. */
  during<R>(key: ObjectKey, doing: string, work: () => Promise<R>): Promise<R>;
}

export function createPendingStore(): PendingStore {
  const state = createStore<ReadonlyMap<ObjectKey, string>>(() => new Map());
  /** Of each object what is under way, in the order of its beginning: the last is what is shown. */
  const underWay = new Map<ObjectKey, readonly { readonly doing: string }[]>();
  const show = (key: ObjectKey, now: readonly { readonly doing: string }[]) => {
    const marks = new Map(state.getState());
    const last = now.at(-1);
    if (last) {
      underWay.set(key, now);
      marks.set(key, last.doing);
    } else {
      underWay.delete(key);
      marks.delete(key);
    }
    state.setState(marks, true);
  };
  return {
    state,
    during: async (key, doing, work) => {
      const own = { doing };
      show(key, [...(underWay.get(key) ?? []), own]);
      try {
        return await work();
      } finally {
        show(key, underWay.get(key)?.filter((one) => one !== own) ?? []);
      }
    },
  };
}
