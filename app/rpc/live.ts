/**
 * A step of a live list. The first step comes when something is known; it has `reset: true`, replaces what the reader
 * has, and may hold only a part; `complete` tells whether the list now holds all.
 */
export interface ListChange<T> {
  readonly reset: boolean;
  readonly complete: boolean;
  readonly changed: readonly T[];
  /** Ids. */
  readonly removed: readonly string[];
}
