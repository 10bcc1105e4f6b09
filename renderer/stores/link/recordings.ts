import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Stop } from '../../../app/rpc/operation.ts';
import type { Recording } from '../../../app/shells/recordings.ts';
import type { Link } from './link.ts';

/** What is recorded, and what became of it. */
export interface RecordingsStore {
  readonly state: StoreApi<readonly Recording[]>;
  /** Is told of each that ends while this window looks, until stopped. */
  onEnded(tell: (recording: Recording) => void): Stop;
}

export function createRecordingsStore(link: Link): RecordingsStore {
  const state = createStore<readonly Recording[]>(() => []);
  const listeners = new Set<(recording: Recording) => void>();
  link.live((client) =>
    client.recordings.watch(
      {},
      {
        onItem: (list) => {
          const ran = state.getState().filter((one) => one.state === 'running');
          state.setState(list, true);
          const ended = list.filter((one) => one.state !== 'running' && ran.some((before) => isSame(before, one)));
          for (const one of ended) for (const tell of listeners) tell(one);
        },
        onEnd: () => undefined,
      },
    ),
  );
  const onEnded = (tell: (recording: Recording) => void): Stop => {
    listeners.add(tell);
    return () => void listeners.delete(tell);
  };
  return { state, onEnded };
}

function isSame(one: Recording, other: Recording): boolean {
  return one.session === other.session && one.since === other.since;
}

/** The recording of a shell that runs. */
export function runningOf(list: readonly Recording[], session: string): Recording | undefined {
  return list.find((one) => one.session === session && one.state === 'running');
}
