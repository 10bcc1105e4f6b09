import { useState } from 'react';
import type { GantryClient } from '../../app/contract.ts';
import { type Problem, toProblem } from '../../app/problem.ts';
import { useSession } from '../session.tsx';

/** A form's one request: what it waits for and why it failed. `done` is called once it has worked. */
export function useSubmit<R>(ask: (client: GantryClient) => Promise<R>, done: (result: R) => void) {
  const { link } = useSession();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const submit = async () => {
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
  };
  return { busy, problem, submit };
}
