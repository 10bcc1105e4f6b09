import { useCallback, useEffect, useSyncExternalStore } from 'react';
import type { EngineContainer, Top } from '../../../../app/containers.ts';
import type { GantryClient } from '../../../../app/contract.ts';
import { type Asked, useAnswer } from '../../../hooks/use-answer.ts';

/** In ms, from one answer to the next question. No engine streams processes: this is the one thing of a container that is polled. */
const pause = 2000;

/** The processes of a container, read again and again while this is on screen, the window is visible and the container runs. */
export function useProcesses({ engine, id }: EngineContainer, running: boolean): Asked<Top> {
  const isVisible = useSyncExternalStore(onVisibility, () => document.visibilityState === 'visible');
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) => client.containers.top({ engine, id }, { signal }),
    [engine, id],
  );
  const isAsking = running && isVisible;
  const asked = useAnswer(isAsking ? ask : undefined);
  const { loading, again } = asked;
  useEffect(() => {
    if (!isAsking || loading) return;
    const timer = setTimeout(again, pause);
    return () => clearTimeout(timer);
  }, [isAsking, loading, again]);
  return asked;
}

function onVisibility(tell: () => void): () => void {
  document.addEventListener('visibilitychange', tell);
  return () => document.removeEventListener('visibilitychange', tell);
}
