import { useEffect } from 'react';
import { useStore } from 'zustand';
import type { EngineId } from '../../../app/engines/engine.ts';
import { ofHost } from '../../../app/object-key.ts';
import { useScope } from '../../hooks/session.tsx';
import type { Item, Keyed, ListStore, LiveItems } from '../../stores/lists/list.ts';

const host: readonly EngineId[] = [ofHost];

/** The objects of one kind that the window looks at, followed for as long as the view that asks for them is on screen. */
export function useFollowed<T extends Item>(store: ListStore<T>): LiveItems<Keyed<T>> {
  return useFollowedOf(store, useScope());
}

/** The same of what is the host's own. */
export function useHostList<T extends Item>(store: ListStore<T>): LiveItems<Keyed<T>> {
  return useFollowedOf(store, host);
}

function useFollowedOf<T extends Item>(store: ListStore<T>, engines: readonly EngineId[]): LiveItems<Keyed<T>> {
  useEffect(() => {
    const stops = engines.map((engine) => store.watch(engine));
    return () => {
      for (const stop of stops) stop();
    };
  }, [engines, store]);
  return useStore(store.state, () => store.within(engines));
}
