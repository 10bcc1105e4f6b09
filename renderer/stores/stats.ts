import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineObject } from '../../app/engine.ts';
import type { Stop } from '../../app/rpc/operation.ts';
import type { StatsSample } from '../../app/stats.ts';
import type { Link } from './link.ts';

/** Samples kept for a sparkline: a minute. */
const kept = 60;

export interface Usage {
  readonly last: StatsSample;
  /** CPU percent, oldest first. */
  readonly cpu: readonly number[];
}

export interface StatsStore {
  /** Usage by container id, only of those that are watched. */
  readonly state: StoreApi<ReadonlyMap<string, Usage>>;
  /** Streams one container's use; several watchers share one stream. */
  watch(target: EngineObject): Stop;
}

export function createStatsStore(link: Link): StatsStore {
  const state = createStore<ReadonlyMap<string, Usage>>(() => new Map());
  const streams = new Map<string, { watchers: number; readonly stop: Stop }>();

  const change = (edit: (usages: Map<string, Usage>) => void) => {
    const usages = new Map(state.getState());
    edit(usages);
    state.setState(usages, true);
  };

  const open = (target: EngineObject): Stop =>
    link.live((client) =>
      client.stats.watch(target, {
        onItem: (last) => change((usages) => usages.set(target.id, extend(usages.get(target.id), last))),
        onEnd: () => change((usages) => usages.delete(target.id)),
      }),
    );

  return {
    state,
    watch: (target) => {
      const stream = streams.get(target.id) ?? { watchers: 0, stop: open(target) };
      streams.set(target.id, stream);
      stream.watchers += 1;
      let watching = true;
      return () => {
        if (!watching) return;
        watching = false;
        stream.watchers -= 1;
        if (stream.watchers > 0) return;
        streams.delete(target.id);
        stream.stop();
        change((usages) => usages.delete(target.id));
      };
    },
  };
}

function extend(usage: Usage | undefined, last: StatsSample): Usage {
  const cpu = last.cpu === undefined ? (usage?.cpu ?? []) : [...(usage?.cpu ?? []), last.cpu].slice(-kept);
  return { last, cpu };
}
