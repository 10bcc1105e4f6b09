import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineObject } from '../../app/engine.ts';
import type { Stop } from '../../app/rpc/operation.ts';
import { longestPause, type StatsSample } from '../../app/stats.ts';
import type { Link } from './link.ts';

/** Samples kept for a sparkline: a minute. */
const kept = 60;
/**
 * First and longest time, in ms, until use that ended being told is asked for again: its engine may be away, or the
 * container be started anew before the list says that it ever stopped.
 */
const firstDelay = 1000;
const longestDelay = 5000;

export interface Usage {
  readonly last: StatsSample;
  /** CPU percent, oldest first; undefined for a second in which nobody measured. */
  readonly cpu: readonly (number | undefined)[];
}

export interface StatsStore {
  /** Usage by container id, only of those that are watched and measured now. */
  readonly state: StoreApi<ReadonlyMap<string, Usage>>;
  /** Streams one container's use, again whenever that ends; several watchers share one stream. */
  watch(target: EngineObject): Stop;
}

export function createStatsStore(link: Link): StatsStore {
  const state = createStore<ReadonlyMap<string, Usage>>(() => new Map());
  const streams = new Map<string, { watchers: number; readonly stop: Stop }>();

  const show = (id: string, usage: Usage | undefined) => {
    const usages = new Map(state.getState());
    if (usage) usages.set(id, usage);
    else if (!usages.delete(id)) return;
    state.setState(usages, true);
  };

  const open = (target: EngineObject): Stop => {
    // Outlives an interruption, which the sparkline then shows as a gap.
    let usage: Usage | undefined;
    return follow(link, target, (sample) => {
      if (sample) usage = extend(usage, sample);
      show(target.id, sample && usage);
    });
  };

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
        show(target.id, undefined);
      };
    },
  };
}

/** Tells each sample, and undefined when no more come for now; asks again after that until it is stopped. */
function follow(link: Link, target: EngineObject, tell: (sample: StatsSample | undefined) => void): Stop {
  let delay = firstDelay;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stop: Stop | undefined;
  const ask = () => {
    stop?.();
    stop = link.live((client) =>
      client.stats.watch(target, {
        onItem: (sample) => {
          clearTimeout(timer);
          delay = firstDelay;
          tell(sample);
        },
        onEnd: () => {
          tell(undefined);
          clearTimeout(timer);
          timer = setTimeout(ask, delay);
          delay = Math.min(delay * 2, longestDelay);
        },
      }),
    );
  };
  ask();
  return () => {
    clearTimeout(timer);
    stop?.();
  };
}

function extend(usage: Usage | undefined, last: StatsSample): Usage {
  const before = usage?.cpu ?? [];
  if (last.cpu === undefined) return { last, cpu: before };
  const passed = usage ? last.time - usage.last.time : 0;
  const missing = passed > longestPause ? Math.min(kept, Math.round(passed / 1000) - 1) : 0;
  const gap = Array.from({ length: missing }, () => undefined);
  return { last, cpu: [...before, ...gap, last.cpu].slice(-kept) };
}
