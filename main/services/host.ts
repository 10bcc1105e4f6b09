import type { HostInfo, HostState, host } from '../../app/host.ts';
import type { Service } from '../../app/rpc/operation.ts';
import { Listeners, latest } from './live.ts';

export interface HostService extends Service<typeof host> {
  /** Changes what every window is told of this program. */
  tell(change: (state: HostState) => HostState): void;
}

/** Says what the page runs in, and how that fares. */
export function createHost(info: HostInfo): HostService {
  let state: HostState = { ending: false, faults: 0 };
  const changed = new Listeners();
  return {
    about: () => info,
    watch: (_, { signal }) =>
      latest(
        () => state,
        (fire) => changed.add(fire),
        signal,
      ),
    tell: (change) => {
      state = change(state);
      changed.fire();
    },
  };
}
