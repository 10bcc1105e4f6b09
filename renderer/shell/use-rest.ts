import { useEffect } from 'react';
import { useSession } from '../session.tsx';
import { loadAll } from '../ui/lazily.tsx';

/**
 * Loads the code of the window's other parts once the first list is there, when nothing else is to do: it is there
 * before anybody asks for it, and the list need not wait for it.
 */
export function useRest(): void {
  const { containers } = useSession();
  useEffect(() => {
    const stop = containers.state.subscribe((lists) => {
      if ([...lists.values()].every(({ status }) => status === 'loading')) return;
      stop();
      // Safari has no idle callbacks.
      if (typeof requestIdleCallback === 'function') requestIdleCallback(loadAll);
      else setTimeout(loadAll);
    });
    return stop;
  }, [containers]);
}
