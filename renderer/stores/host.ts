import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostState } from '../../app/host.ts';
import type { Link } from './link.ts';

export type HostStore = StoreApi<HostState>;

/** What the program behind the window says of itself. */
export function createHostStore(link: Link): HostStore {
  const store: HostStore = createStore(() => ({ ending: false, faults: 0 }));
  link.live((client) =>
    client.host.watch({}, { onItem: (state) => store.setState(state, true), onEnd: () => undefined }),
  );
  return store;
}
