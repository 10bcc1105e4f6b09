import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../../app/problem.ts';

export interface Notice {
  readonly id: number;
  readonly tone: 'success' | 'failure';
  readonly text: string;
  readonly problem?: Problem;
  /** What a person may want to do next. */
  readonly offer?: Offer;
}

/** A step that a notice offers as a button. */
export interface Offer {
  readonly label: string;
  run(): void;
}

/** More than this hides the window. */
const most = 5;

export interface NoticeStore {
  readonly state: StoreApi<readonly Notice[]>;
  succeed(text: string, offer?: Offer): void;
  /** `text` says what was tried, the problem why it failed. */
  fail(text: string, problem: Problem): void;
  dismiss(id: number): void;
}

export function createNoticeStore(): NoticeStore {
  const state = createStore<readonly Notice[]>(() => []);
  let next = 1;
  const add = (notice: Omit<Notice, 'id'>) => {
    state.setState(bounded([...state.getState(), { ...notice, id: next++ }]), true);
  };
  return {
    state,
    succeed: (text, offer) => add({ tone: 'success', text, ...(offer ? { offer } : {}) }),
    fail: (text, problem) => add({ tone: 'failure', text, problem }),
    dismiss: (id) =>
      state.setState(
        state.getState().filter((notice) => notice.id !== id),
        true,
      ),
  };
}

/** At most five: successes go before failures, older ones before newer ones, the newest never. */
function bounded(notices: readonly Notice[]): readonly Notice[] {
  const kept = [...notices];
  while (kept.length > most) {
    const quiet = kept.slice(0, -1).findIndex(({ tone }) => tone === 'success');
    kept.splice(Math.max(quiet, 0), 1);
  }
  return kept;
}
