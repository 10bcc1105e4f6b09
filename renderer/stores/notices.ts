import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Problem } from '../../app/problem.ts';

export interface Notice {
  readonly id: number;
  readonly tone: 'success' | 'failure';
  readonly text: string;
  readonly problem?: Problem;
}

/** Notices kept; the oldest goes when another comes. */
const most = 5;

export interface NoticeStore {
  readonly state: StoreApi<readonly Notice[]>;
  succeed(text: string): void;
  /** `text` says what was tried, the problem why it failed. */
  fail(text: string, problem: Problem): void;
  dismiss(id: number): void;
}

export function createNoticeStore(): NoticeStore {
  const state = createStore<readonly Notice[]>(() => []);
  let next = 1;
  const add = (notice: Omit<Notice, 'id'>) => {
    state.setState([...state.getState(), { ...notice, id: next++ }].slice(-most), true);
  };
  return {
    state,
    succeed: (text) => add({ tone: 'success', text }),
    fail: (text, problem) => add({ tone: 'failure', text, problem }),
    dismiss: (id) =>
      state.setState(
        state.getState().filter((notice) => notice.id !== id),
        true,
      ),
  };
}
