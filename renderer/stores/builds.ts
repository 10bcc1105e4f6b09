import { createStore, type StoreApi } from 'zustand/vanilla';
import { stepsOf } from '../../app/build-steps.ts';
import type { BuildRecord } from '../../app/builds.ts';
import type { Stop } from '../../app/rpc/operation.ts';
import type { Link } from './link.ts';
import { applyChange, type LiveItems } from './list.ts';
import type { TaskStore } from './tasks.ts';

export interface BuildStore {
  /** Every engine's builds by id, those that run and those that ended. */
  readonly state: StoreApi<LiveItems<BuildRecord>>;
  /** Follows the history until stopped. */
  follow(): Stop;
}

/** Remembers the history of builds while views look at it. Those that run have the steps that their tasks tell. */
export function createBuildStore(link: Link, tasks: Pick<TaskStore, 'state'>): BuildStore {
  let told: LiveItems<BuildRecord> = { status: 'loading', complete: false, items: new Map(), unconfirmed: new Set() };
  const state = createStore(() => told);
  const withSteps = (record: BuildRecord): BuildRecord => {
    const task = record.state === 'running' ? tasks.state.getState().items.get(record.id) : undefined;
    return task ? { ...record, steps: stepsOf(task.parts) } : record;
  };
  const show = (now: LiveItems<BuildRecord>): void => {
    told = now;
    state.setState({ ...now, items: new Map([...now.items].map(([id, record]) => [id, withSteps(record)])) }, true);
  };
  const follow = (): Stop =>
    link.live((client) =>
      client.builds.watch(
        {},
        {
          onItem: (change) => show(applyChange(told, change, ({ id }) => id)),
          onEnd: (problem) => {
            if (problem && problem.code !== 'cancelled') show({ ...told, status: 'failed', problem });
          },
        },
      ),
    );
  return {
    state,
    follow: () => {
      const ends = [
        follow(),
        tasks.state.subscribe(() => {
          if ([...told.items.values()].some(({ state }) => state === 'running')) show(told);
        }),
      ];
      return () => {
        for (const end of ends) end();
      };
    },
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
