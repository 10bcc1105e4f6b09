import { useState } from 'react';

interface Picked<K> {
  /** May hold keys that are gone meanwhile. */
  readonly picked: ReadonlySet<K>;
  readonly pick: (key: K, on: boolean) => void;
}

/** Which rows of a list somebody has ticked, by their keys; `all` are those that there are now. */
export function usePicked<K extends string>(all: readonly K[]): Picked<K> {
  const [picked, setPicked] = useState<ReadonlySet<K>>(new Set());
  const pick = (key: K, on: boolean) => {
    const next = new Set(all.filter((one) => picked.has(one)));
    if (on) next.add(key);
    else next.delete(key);
    setPicked(next);
  };
  return { picked, pick };
}
