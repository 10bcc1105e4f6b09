import { useEffect, useState } from 'react';
import { useStore } from 'zustand';
import type { GantryClient } from '../../app/contract.ts';
import { type Problem, problem, toProblem } from '../../app/problem.ts';
import { useSession } from '../session.tsx';

/** What is known of an object, and why there is no more. */
export interface Inspected<D> {
  readonly detail?: D;
  readonly problem?: Problem;
}

const noLink = problem('cancelled', 'The window has no connection to Gantry.').problem;

/**
 * Reads an object's detail, again whenever `again` is another one or the link to the host is renewed. `ask` must keep its
 * identity as long as it asks about the same object. What was read stays while it is read again; while there is no link
 * and nothing was read, that is the problem.
 */
export function useInspect<D>(
  ask: (client: GantryClient, signal: AbortSignal) => Promise<D>,
  again: unknown,
): Inspected<D> {
  const { link } = useSession();
  const [state, setState] = useState<Inspected<D>>({});
  const lost = useStore(link.state, (now) => now === 'lost');
  useEffect(
    () =>
      link.live((client) => {
        const stop = new AbortController();
        ask(client, stop.signal).then(
          (detail) => !stop.signal.aborted && setState({ detail }),
          (error: unknown) => {
            const problem = toProblem(error);
            // A lost link is asked again when it is renewed.
            if (stop.signal.aborted || problem.code === 'cancelled') return;
            setState(({ detail }) => ({ ...(detail === undefined ? {} : { detail }), problem }));
          },
        );
        return () => stop.abort();
      }),
    [link, ask, again],
  );
  return lost && state.detail === undefined ? { problem: noLink } : state;
}
