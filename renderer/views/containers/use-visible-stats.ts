import { useCallback, useEffect, useRef, useState } from 'react';
import type { Container } from '../../../app/containers.ts';
import type { ObjectKey } from '../../../app/object-key.ts';
import type { Stop } from '../../../app/rpc/operation.ts';
import { useSession } from '../../hooks/session.tsx';
import type { Keyed } from '../../stores/lists/list.ts';

/** Streams the use of the running containers that can be seen, and of no others. */
export function useVisibleStats(items: ReadonlyMap<string, Keyed<Container>>): (keys: readonly string[]) => void {
  const { stats } = useSession();
  const [visible, setVisible] = useState<readonly string[]>([]);
  const streams = useRef(new Map<ObjectKey, Stop>());
  useEffect(() => {
    const seen = visible.flatMap((key) => items.get(key) ?? []);
    const wanted = new Map(seen.filter(({ state }) => state === 'running').map((each) => [each.key, each]));
    for (const [key, stop] of streams.current) {
      if (wanted.has(key)) continue;
      stop();
      streams.current.delete(key);
    }
    for (const [key, { engine, id }] of wanted) {
      if (!streams.current.has(key)) streams.current.set(key, stats.watch({ engine, id }));
    }
  }, [items, visible, stats]);
  useEffect(() => {
    const { current } = streams;
    return () => {
      for (const stop of current.values()) stop();
      current.clear();
    };
  }, []);
  return useCallback((keys: readonly string[]) => setVisible(keys), []);
}
