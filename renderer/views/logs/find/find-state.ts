import type { LogListState } from '../../../../app/logs.ts';
import type { Problem } from '../../../../app/rpc/problem.ts';
import { type FindQuery, isNarrowed } from '../match/find-pattern.ts';

export interface FindState {
  /** There is a field for a text; levels and streams are chosen without it too. */
  readonly open: boolean;
  readonly query: FindQuery;
  /** Only matching rows are shown, with so many around each. */
  readonly filter: boolean;
  readonly context: number;
  /** Undefined until the search has said something. */
  readonly list: LogListState | undefined;
  /** Why there is no list. */
  readonly problem: Problem | undefined;
  readonly current: CurrentMatch | undefined;
}

/** The match that the person is at, or a row that was gone to. It stays that, whatever number it gets. */
export interface CurrentMatch {
  /** Its number in the view, in this epoch. */
  readonly n: number;
  readonly epoch: number;
  /** How many matches come before it, of `hits`; negative where that is not known. */
  readonly ordinal: number;
  readonly hits: number;
}

/** Whether anything is looked for. */
export function isSearching({ open, query }: FindState): boolean {
  return open || isNarrowed(query);
}
