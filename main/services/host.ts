import type { HostInfo, HostState, host } from '../../app/machine/host.ts';
import type { Service } from '../../app/rpc/operation.ts';
import { Listeners } from '../base/listeners.ts';
import { Bell, latest } from '../base/live.ts';

export interface HostService extends Service<typeof host> {
  /** Changes what every window is told of this program. */
  tell(change: (state: HostState) => HostState): void;
  /** Tells them that something went wrong that nobody foresaw, and that Gantry goes on. */
  countFault(): void;
  /** Resolves when no window watches any more, or when the signal aborts. */
  left(signal: AbortSignal): Promise<void>;
}

/**
 * Says what the page runs in, and how that fares.
 * @param paste pastes into the window, where the host has such a thing
 */
export function createHost(info: HostInfo, paste?: () => void): HostService {
  let state: HostState = { ending: false, faults: 0 };
  const changed = new Listeners();
  const gone = new Bell();
  const watching = new Set<AbortSignal>();
  const tell = (change: (state: HostState) => HostState): void => {
    state = change(state);
    changed.fire();
  };
  return {
    about: () => info,
    paste: () => {
      paste?.();
      return paste !== undefined;
    },
    watch: async function* (_, { signal }) {
      watching.add(signal);
      try {
        yield* latest(
          () => state,
          (fire) => changed.add(fire),
          signal,
        );
      } finally {
        watching.delete(signal);
        gone.ring();
      }
    },
    left: async (signal) => {
      while (watching.size > 0 && !signal.aborted) await gone.wait(signal);
    },
    tell,
    countFault: () => tell((before) => ({ ...before, faults: before.faults + 1 })),
  };
}
