import { createStore, type StoreApi } from 'zustand/vanilla';
import type { GantryClient } from '../../../app/contract.ts';
import type { Stop } from '../../../app/rpc/operation.ts';
import { cause, type Problem, toProblem } from '../../../app/rpc/problem.ts';
import type { Link } from './link.ts';

/** Asks the host once. Whatever it calls is to end with the signal. */
export type Question<R> = (client: GantryClient, signal: AbortSignal) => Promise<R>;

/** What is known of what was asked. */
export interface Answer<R> {
  /** The last answer: it stays while it is asked for again, and when that fails. Undefined until there is one. */
  readonly answer: R | undefined;
  /** Why there is none, or no newer one. */
  readonly problem: Problem | undefined;
  /** An answer is on its way. */
  readonly loading: boolean;
}

/** Asks, and holds what was answered. */
export interface AnswerStore<R> {
  readonly state: StoreApi<Answer<R>>;
  /**
   * Asks as soon as there is a link, and again whenever it was renewed, until stopped: that cancels what is under way, and
   * an answer that comes all the same is dropped. One question at a time: stop the last before the next.
   */
  ask(question: Question<R>): Stop;
}

const noLink: Problem = { code: 'cancelled', ...cause('no-connection') };

/** Holds what the host answers to a question. That the link is lost is a problem only while there is no answer yet. */
export function createAnswer<R>(link: Pick<Link, 'state' | 'live'>): AnswerStore<R> {
  const state = createStore<Answer<R>>(() => ({ answer: undefined, problem: undefined, loading: true }));
  const tellLost = () => {
    if (link.state.getState() !== 'lost' || state.getState().answer !== undefined) return;
    state.setState({ problem: noLink, loading: false });
  };
  const askOnce = (client: GantryClient, question: Question<R>): Stop => {
    const stop = new AbortController();
    state.setState(({ problem }) => ({ problem: problem === noLink ? undefined : problem, loading: true }));
    question(client, stop.signal).then(
      (answer) => !stop.signal.aborted && state.setState({ answer, problem: undefined, loading: false }),
      (error: unknown) => {
        const problem = toProblem(error);
        // A lost link is asked again when it is renewed.
        if (stop.signal.aborted || problem.code === 'cancelled') return;
        state.setState({ problem, loading: false });
      },
    );
    return () => stop.abort();
  };
  return {
    state,
    ask: (question) => {
      tellLost();
      const stops = [link.live((client) => askOnce(client, question)), link.state.subscribe(tellLost)];
      return () => {
        for (const stop of stops) stop();
      };
    },
  };
}
