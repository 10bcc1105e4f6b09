import { useEffect, useState } from 'react';
import type { GantryClient } from '../../app/contract.ts';
import { type Problem, toProblem } from '../../app/problem.ts';
import { useSession } from '../session.tsx';

/**
 * Reads an object's detail, again whenever `again` is another one. `ask` must keep its identity as long as it asks about
 * the same object. What was read stays while it is read again.
 */
export function useInspect<D>(
  ask: (client: GantryClient, signal: AbortSignal) => Promise<D>,
  again: unknown,
): { readonly detail?: D; readonly problem?: Problem } {
  const { link } = useSession();
  const [state, setState] = useState<{ detail?: D; problem?: Problem }>({});
  useEffect(() => {
    const stop = new AbortController();
    link
      .ask((client) => ask(client, stop.signal))
      .then(
        (detail) => setState({ detail }),
        (error: unknown) => {
          const problem = toProblem(error);
          if (problem.code !== 'cancelled') setState(({ detail }) => ({ ...(detail ? { detail } : {}), problem }));
        },
      );
    return () => stop.abort();
  }, [link, ask, again]);
  return state;
}
