import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostState } from '../../../app/machine/host.ts';
import type { Stop } from '../../../app/rpc/operation.ts';
import type { Link } from './link.ts';

export type HostStore = StoreApi<HostState>;

/**
 * What the program behind the window says of itself. When it ends, the window sends what it has and stops watching: the
 * program waits for that, and for no longer.
 * @param flush sends everything that is not sent yet; resolves when it is answered
 */
export function createHostStore(link: Link, flush: () => Promise<unknown>): HostStore {
  const store: HostStore = createStore(() => ({ ending: false, faults: 0 }));
  link.live((client) => {
    const stop: Stop = client.host.watch(
      {},
      {
        onItem: (state) => {
          store.setState(state, true);
          if (state.ending) void flush().finally(() => stop());
        },
        onEnd: () => undefined,
      },
    );
    return stop;
  });
  return store;
}
