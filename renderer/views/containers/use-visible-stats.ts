import { useCallback, useEffect, useRef, useState } from 'react';
import type { Container } from '../../../app/containers.ts';
import type { EngineId } from '../../../app/engine.ts';
import type { Stop } from '../../../app/rpc/operation.ts';
import { useSession } from '../../session.tsx';

/** Streams the use of the running containers that can be seen, and of no others. */
export function useVisibleStats(
  engine: EngineId,
  items: ReadonlyMap<string, Container>,
): (ids: readonly string[]) => void {
  const { stats } = useSession();
  const [visible, setVisible] = useState<readonly string[]>([]);
  const streams = useRef(new Map<string, Stop>());
  useEffect(() => {
    const wanted = new Set(visible.filter((id) => items.get(id)?.state === 'running'));
    for (const [id, stop] of streams.current) {
      if (wanted.has(id)) continue;
      stop();
      streams.current.delete(id);
    }
    for (const id of wanted) {
      if (!streams.current.has(id)) streams.current.set(id, stats.watch({ engine, id }));
    }
  }, [engine, items, visible, stats]);
  useEffect(() => {
    const { current } = streams;
    return () => {
      for (const stop of current.values()) stop();
      current.clear();
    };
  }, [engine]);
  return useCallback((ids: readonly string[]) => setVisible(ids), []);
}
