import { useState } from 'react';
import type { GantryClient } from '../../app/contract.ts';
import { type Problem, toProblem } from '../../app/rpc/problem.ts';
import { useSession } from './session.tsx';

/** Sends a form. */
export interface Submit {
  /** An answer is on its way. */
  readonly busy: boolean;
  /** Why the last try failed. */
  readonly problem: Problem | undefined;
  /** Asks, unless an answer is on its way already; `done` is called once it has worked. */
  readonly send: <R>(ask: (client: GantryClient) => Promise<R>, done: (result: R) => void) => Promise<void>;
}

/** State of a form on its way to the host. */
export function useSubmit(): Submit {
  const { link } = useSession();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  return {
    busy,
    problem,
    send: async (ask, done) => {
      if (busy) return;
      setBusy(true);
      try {
        const result = await link.ask(ask);
        setProblem(undefined);
        done(result);
      } catch (error) {
        setProblem(toProblem(error));
      } finally {
        setBusy(false);
      }
    },
  };
}
