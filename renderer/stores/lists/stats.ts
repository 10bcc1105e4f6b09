import { createStore, type StoreApi } from 'zustand/vanilla';
import type { EngineContainer } from '../../../app/containers.ts';
import { ratesOf, type UsePoint } from '../../../app/derive/use-points.ts';
import { keyOf, type ObjectKey } from '../../../app/object-key.ts';
import type { Stop } from '../../../app/rpc/operation.ts';
import type { Problem } from '../../../app/rpc/problem.ts';
import { longestPause, type StatsSample } from '../../../app/stats.ts';
import { createAnswer } from '../link/answer.ts';
import type { Link } from '../link/link.ts';
import { type Visibility, whileVisible } from '../shown/visible.ts';

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
  /** The same with what is counted told as bytes a second. */
  readonly point: UsePoint;
  /** CPU percent and bytes of memory, oldest first; undefined for a second in which nobody measured. */
  readonly cpu: readonly (number | undefined)[];
  readonly memory: readonly (number | undefined)[];
}

/** What is known of a container's use over time. */
export interface UseHistory {
  /** Oldest first. */
  readonly samples: readonly StatsSample[];
  /** What was measured before is still being asked for. */
  readonly loading: boolean;
  /** Why that could not be had. */
  readonly problem: Problem | undefined;
}

export interface StatsStore {
  /** Usage by the container's key, only of those that are watched and measured now, or were `kept`. */
  readonly state: StoreApi<ReadonlyMap<ObjectKey, Usage>>;
  /**
   * Streams one container's use, again whenever that ends, while the window can be seen; several watchers share one stream.
   * @param kept what was measured last stays in `state` once nobody watches any more, until it is forgotten
   */
  watch(target: EngineContainer, kept?: boolean): Stop;
  /** Drops what was kept of a container that nobody watches. */
  forget(key: ObjectKey): void;
  /**
   * Tells what a container used in the last `span` ms: first what was measured before, whoever looked, then again with each
   * sample. Measures nothing itself: that does who watches.
   */
  history(target: EngineContainer, span: number, tell: (history: UseHistory) => void): Stop;
}

/** @param page what tells whether the window can be seen: what nobody sees is not measured */
export function createStatsStore(link: Link, page: Visibility = globalThis.document): StatsStore {
  const state = createStore<ReadonlyMap<ObjectKey, Usage>>(() => new Map());
  const streams = new Map<ObjectKey, { watchers: number; readonly stop: Stop }>();

  const show = (key: ObjectKey, usage: Usage | undefined) => {
    const usages = new Map(state.getState());
    if (usage) usages.set(key, usage);
    else if (!usages.delete(key)) return;
    state.setState(usages, true);
  };

  const open = (target: EngineContainer): Stop => {
    const key = keyOfContainer(target);
    // Outlives an interruption, which the sparkline then shows as a gap.
    let usage = state.getState().get(key);
    return whileVisible(page, () =>
      follow(link, target, (sample) => {
        if (sample) usage = extend(usage, sample);
        show(key, sample && usage);
      }),
    );
  };

  return {
    state,
    watch: (target, kept = false) => {
      const key = keyOfContainer(target);
      const stream = streams.get(key) ?? { watchers: 0, stop: open(target) };
      streams.set(key, stream);
      stream.watchers += 1;
      let watching = true;
      return () => {
        if (!watching) return;
        watching = false;
        stream.watchers -= 1;
        if (stream.watchers > 0) return;
        streams.delete(key);
        stream.stop();
        if (!kept) show(key, undefined);
      };
    },
    forget: (key) => {
      if (!streams.has(key)) show(key, undefined);
    },
    history: (...asked) => tellHistory(link, state, ...asked),
  };
}

function tellHistory(
  link: Link,
  state: StatsStore['state'],
  ...[target, span, tell]: Parameters<StatsStore['history']>
): Stop {
  const key = keyOfContainer(target);
  let samples: readonly StatsSample[] = [];
  const measured = createAnswer<readonly StatsSample[]>(link);
  const add = (more: readonly StatsSample[]) => {
    const { loading, problem } = measured.state.getState();
    samples = merged(samples, more, span);
    tell({ samples, loading, problem });
  };
  measured.state.subscribe(({ answer = [] }, before) => add(answer === before.answer ? [] : answer));
  const stopAsking = measured.ask((client, signal) => client.stats.history(target, { signal }));
  const stopListening = state.subscribe((now, before) => {
    const last = now.get(key)?.last;
    if (last !== undefined && last !== before.get(key)?.last) add([last]);
  });
  return () => {
    stopAsking();
    stopListening();
  };
}

function keyOfContainer({ engine, id }: EngineContainer): ObjectKey {
  return keyOf({ engine, kind: 'container', id });
}

/** Tells each sample, and undefined when no more come for now; asks again after that until it is stopped. */
function follow(link: Link, target: EngineContainer, tell: (sample: StatsSample | undefined) => void): Stop {
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
  const passed = usage ? last.time - usage.last.time : 0;
  const isGap = passed > longestPause;
  const point = { ...last, ...(usage && !isGap && ratesOf(usage.last, last)) };
  const missing = isGap ? Math.min(kept, Math.round(passed / 1000) - 1) : 0;
  const gap = Array.from({ length: missing }, () => undefined);
  const longer = (before: Usage['cpu'] = [], value: number | undefined) =>
    value === undefined ? before : [...before, ...gap, value].slice(-kept);
  return { last, point, cpu: longer(usage?.cpu, last.cpu), memory: longer(usage?.memory, last.memory) };
}

/** The samples of both, each time once, oldest first, without what is older than the newest by more than `span` ms. */
function merged(before: readonly StatsSample[], more: readonly StatsSample[], span: number): readonly StatsSample[] {
  const times = new Set(before.map(({ time }) => time));
  const all = [...before, ...more.filter(({ time }) => !times.has(time))].toSorted((a, b) => a.time - b.time);
  const from = (all.at(-1)?.time ?? 0) - span;
  return all.filter(({ time }) => time >= from);
}
