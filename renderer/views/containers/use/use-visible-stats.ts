import { useCallback, useEffect, useRef, useState } from 'react';
import type { Container } from '../../../../app/containers.ts';
import { useSession } from '../../../hooks/session.tsx';
import type { Keyed } from '../../../stores/lists/list.ts';
import { Turns } from '../../../stores/lists/stats-turns.ts';

/**
 * Measures the running containers that can be seen, and no others, by a bounded number of streams. Returns whom to tell the keys
 * of what can be seen.
 * @param all the others have turns too: what the list is sorted by has to be known of each
 */
export function useVisibleStats(
  items: ReadonlyMap<string, Keyed<Container>>,
  all = false,
): (keys: readonly string[]) => void {
  const { stats } = useSession();
  const [visible, setVisible] = useState<readonly string[]>([]);
  const turns = useRef<Turns>(undefined);
  useEffect(() => {
    const made = new Turns(stats);
    turns.current = made;
    return () => made.end();
  }, [stats]);
  useEffect(() => {
    const running = ({ state }: Container) => state === 'running';
    const seen = visible.flatMap((key) => items.get(key) ?? []).filter(running);
    turns.current?.want(seen, all ? [...items.values()].filter(running) : []);
  }, [items, visible, all, stats]);
  return useCallback((keys: readonly string[]) => setVisible(keys), []);
}
