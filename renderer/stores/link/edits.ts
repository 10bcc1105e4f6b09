import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineContainer } from '../../../app/containers.ts';
import type { KeptEdit } from '../../../app/edits.ts';
import type { Stop } from '../../../app/rpc/operation.ts';
import type { Link } from './link.ts';

/** The edits that can be taken back, followed while somebody looks. */
export interface EditStore {
  readonly state: StoreApi<readonly KeptEdit[]>;
  watch(): Stop;
}

export function createEditStore(link: Link): EditStore {
  const state = createStore<readonly KeptEdit[]>(() => []);
  const watch = () =>
    link.live((client) =>
      client.edits.watch(
        {},
        {
          onItem: ({ reset, changed, removed }) => {
            const now = new Map((reset ? [] : state.getState()).map((one) => [one.id, one]));
            for (const id of removed) now.delete(id);
            for (const one of changed) now.set(one.id, one);
            state.setState([...now.values()], true);
          },
          onEnd: () => undefined,
        },
      ),
    );
  return { state, watch };
}

/** The edit of which a container is the outcome, or what was before. */
export function editOf(list: readonly KeptEdit[], { engine, id }: EngineContainer): KeptEdit | undefined {
  return list.find((one) => one.engine === engine && (one.container === id || one.old === id));
}
