import { createStore, type StoreApi } from 'zustand/vanilla';
import type { BuildRecord } from '../../app/builds.ts';
import type { Stop } from '../../app/rpc/operation.ts';
import type { Link } from './link.ts';
import { applyChange, type LiveItems } from './list.ts';

export interface BuildStore {
  /** Every engine's builds by id, those that run and those that ended. */
  readonly state: StoreApi<LiveItems<BuildRecord>>;
  /** Follows the history until stopped. */
  follow(): Stop;
}

/** Remembers the history of builds while views look at it. */
export function createBuildStore(link: Link): BuildStore {
  const state = createStore<LiveItems<BuildRecord>>(() => ({
    status: 'loading',
    complete: false,
    items: new Map(),
    unconfirmed: new Set(),
  }));
  return {
    state,
    follow: () =>
      link.live((client) =>
        client.builds.watch(
          {},
          {
            onItem: (change) =>
              state.setState(
                applyChange(state.getState(), change, ({ id }) => id),
                true,
              ),
            onEnd: (problem) => {
              if (problem && problem.code !== 'cancelled') state.setState({ status: 'failed', problem });
            },
          },
        ),
      ),
  };
}

/** The latest build of a folder's Dockerfile (any, if none is named); the newest start wins. */
export function latestBuild(
  items: Iterable<BuildRecord>,
  folder: string,
  dockerfile?: string,
): BuildRecord | undefined {
  let latest: BuildRecord | undefined;
  for (const record of items) {
    if (record.folder !== folder || (dockerfile !== undefined && record.dockerfile !== dockerfile)) continue;
    if (!latest || record.started > latest.started) latest = record;
  }
  return latest;
}
