import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { Item, ListStore } from '../../stores/lists/list.ts';

/** More suggestions than that nobody reads. */
const most = 200;

/** The names of an engine's objects of one kind, for suggestions; kept up to date while the form is open. */
export function useNames<T extends Item>(
  store: ListStore<T>,
  engine: EngineId,
  nameOf: (item: T) => string | readonly string[] | undefined,
): readonly string[] {
  useEffect(() => store.watch(engine), [store, engine]);
  const { items } = useStore(store.state, () => store.of(engine));
  return useMemo(() => [...items.values()].flatMap((item) => nameOf(item) ?? []).slice(0, most), [items, nameOf]);
}
