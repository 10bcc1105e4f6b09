import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { Offer } from './notices.ts';

/** An honest question before something that cannot be undone, or that a person has to agree to. */
export interface Question {
  /** The question itself, e.g. `Remove web?`. */
  readonly title: string;
  readonly body: string;
  /** The engines whose things it is about; a protected one is named before yes counts. None for what is Gantry's own. */
  readonly engines: readonly EngineId[];
  /** Names of what is touched; shown as a list, cut when long. */
  readonly items?: readonly string[];
  /** The verb on the button, e.g. `Remove`. */
  readonly confirm: string;
  /** `danger` unless it says otherwise: `plain` is for what nothing is lost by. */
  readonly tone?: 'danger' | 'plain';
  /** An extra choice, off to begin with. */
  readonly option?: { readonly label: string; readonly hint?: string };
  /** Looks for what is not known yet, until the question is answered. What it rejects with is told nobody. */
  readonly later?: (signal: AbortSignal) => Promise<Later>;
}

/** What a question tells besides, once it is known. */
export interface Later {
  readonly body?: string;
  /** Another step than yes or no: it takes the place of an answer, which is no. */
  readonly offer?: Offer;
}

export interface Answer {
  readonly option: boolean;
}

export interface QuestionStore {
  readonly state: StoreApi<{ readonly asked: Question | undefined }>;
  /** Resolves with the answer, or undefined when the person says no. One at a time: a second question refuses the first. */
  ask(question: Question): Promise<Answer | undefined>;
  answer(answer: Answer | undefined): void;
}

export function createQuestionStore(): QuestionStore {
  const state: QuestionStore['state'] = createStore(() => ({ asked: undefined }));
  let settle: ((answer: Answer | undefined) => void) | undefined;
  const answer = (given: Answer | undefined) => {
    settle?.(given);
    settle = undefined;
    state.setState({ asked: undefined });
  };
  return {
    state,
    answer,
    ask: (question) => {
      answer(undefined);
      state.setState({ asked: question });
      return new Promise((resolve) => {
        settle = resolve;
      });
    },
  };
}
