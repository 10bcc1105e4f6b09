import { useState } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import { type Problem, toProblem } from '../../../app/problem.ts';
import { useSession } from '../../session.tsx';

/** Sends a form. */
export interface Submit {
  readonly busy: boolean;
  /** Why the last try failed. */
  readonly problem: Problem | undefined;
  /** Asks once at a time; resolves with the answer, or undefined when it failed. */
  send<T>(ask: (client: GantryClient) => Promise<T>): Promise<T | undefined>;
}

/** State of a form on its way to the host. */
export function useSubmit(): Submit {
  const { link } = useSession();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  return {
    busy,
    problem,
    send: async (ask) => {
      setBusy(true);
      setProblem(undefined);
      try {
        return await link.ask(ask);
      } catch (error) {
        setProblem(toProblem(error));
        return undefined;
      } finally {
        setBusy(false);
      }
    },
  };
}
