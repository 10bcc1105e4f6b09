import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ObjectKey } from '../../../app/object-key.ts';

/** Containers that are drawn beside each other: more cannot be told apart. */
export const mostCompared = 8;

/** Which containers a person compares, in the order in which they were chosen; none at first. */
export interface ComparedStore {
  readonly state: StoreApi<readonly ObjectKey[]>;
  compare(keys: readonly ObjectKey[]): void;
}

export function createComparedStore(): ComparedStore {
  const state = createStore<readonly ObjectKey[]>(() => []);
  return { state, compare: (keys) => state.setState(keys.slice(0, mostCompared), true) };
}
