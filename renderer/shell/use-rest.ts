import { useEffect } from 'react';
import { useSession } from '../hooks/session.tsx';
import { bringAll } from '../ui/layout/come.ts';
import { loadAll } from '../ui/layout/lazily.tsx';

/**
 * Runs the code of the window's other parts once the first list is whole and drawn, when nothing else is to do: it is
 * there before anybody asks for it, and no row waits for it.
 */
export function useRest(): void {
  const { containers } = useSession();
  useEffect(() => {
    const stop = containers.state.subscribe((lists) => {
      if (![...lists.values()].some(({ complete, status }) => complete || status === 'failed')) return;
      stop();
      requestAnimationFrame(() => {
        // Safari has no idle callbacks.
        if (typeof requestIdleCallback === 'function') requestIdleCallback(rest);
        else setTimeout(rest);
      });
    });
    return stop;
  }, [containers]);
}

function rest(): void {
  loadAll();
  void bringAll();
}
