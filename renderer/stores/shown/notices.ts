import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Stop } from '../../../app/rpc/operation.ts';
import type { Problem } from '../../../app/rpc/problem.ts';

export interface Notice {
  readonly id: number;
  /** `standing`: of what goes on, as long as it does. */
  readonly tone: 'success' | 'failure' | 'standing';
  readonly text: string;
  /** A sentence below it. */
  readonly more?: string;
  readonly problem?: Problem;
  /** Of what was done to many: what it failed on, and why. */
  readonly failures?: readonly Failure[];
  /** What a person may want to do next. */
  readonly offer?: Offer;
  /** And what else. */
  readonly other?: Offer;
}

/** What something could not be done to. */
export interface Failure {
  readonly name: string;
  readonly problem: Problem;
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
  /** `more` is a sentence below it; '' is none. */
  succeed(text: string, offer?: Offer, more?: string): void;
  /** `text` says what was tried, the problem why it failed. */
  fail(text: string, problem: Problem, offer?: Offer): void;
  /** `text` says what was done, or could not be, to several; at least one of them failed. */
  failEach(text: string, told: Required<Pick<Notice, 'failures'>> & Pick<Notice, 'more' | 'offer' | 'other'>): void;
  /** Says that something goes on until stopped, and what a person can do about it. */
  stand(text: string, offer: Offer): Stop;
  dismiss(id: number): void;
  /** Says that a banner tells of a failure until stopped: no notice is to lie over it that says the same. */
  told(text: string, problem: Problem): Stop;
}

export function createNoticeStore(): NoticeStore {
  const state = createStore<readonly Notice[]>(() => []);
  /** Views may overlap for a moment when one follows the other. */
  const onScreen = new Map<string, number>();
  let next = 1;
  const add = (notice: Omit<Notice, 'id'>) => {
    const id = next++;
    state.setState(bounded([...state.getState(), { ...notice, id }]), true);
    return id;
  };
  const dismiss = (id: number) =>
    state.setState(
      state.getState().filter((notice) => notice.id !== id),
      true,
    );
  return {
    state,
    succeed: (text, offer, more = '') =>
      void add({ tone: 'success', text, ...(offer ? { offer } : {}), ...(more === '' ? {} : { more }) }),
    failEach: (text, told) => void add({ tone: 'failure', text, ...told }),
    fail: (text, problem, offer) => {
      if (!onScreen.has(keyOf(text, problem))) add({ tone: 'failure', text, problem, ...(offer ? { offer } : {}) });
    },
    told: (text, problem) => {
      const key = keyOf(text, problem);
      onScreen.set(key, (onScreen.get(key) ?? 0) + 1);
      const others = state.getState().filter((notice) => !notice.problem || keyOf(notice.text, notice.problem) !== key);
      if (others.length < state.getState().length) state.setState(others, true);
      return () => {
        const left = (onScreen.get(key) ?? 0) - 1;
        if (left > 0) onScreen.set(key, left);
        else onScreen.delete(key);
      };
    },
    stand: (text, offer) => {
      const id = add({ tone: 'standing', text, offer });
      return () => dismiss(id);
    },
    dismiss,
  };
}

function keyOf(text: string, { reason, params, detail }: Problem): string {
  return JSON.stringify([text, reason, params, detail]);
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
