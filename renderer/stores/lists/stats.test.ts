import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { GantryClient } from '../../../app/contract.ts';
import { keyOf } from '../../../app/object-key.ts';
import type { Reader } from '../../../app/rpc/operation.ts';
import type { StatsSample } from '../../../app/stats.ts';
import type { Link } from '../link/link.ts';
import type { Visibility } from '../shown/visible.ts';
import { createStatsStore } from './stats.ts';

const web = { engine: 'e000000000000', id: 'a'.repeat(64) };

/** A store on a link that hands over who reads. */
function opened() {
  const readers: Reader<StatsSample>[] = [];
  const open = new Set<Reader<StatsSample>>();
  const client = {
    stats: {
      history: () => Promise.resolve([3000, 4000, 5000].map((time) => ({ time, cpu: 1 }))),
      watch: (_: unknown, reader: Reader<StatsSample>) => {
        readers.push(reader);
        open.add(reader);
        return () => void open.delete(reader);
      },
    },
  } as unknown as GantryClient;
  const link: Link = {
    state: { getState: () => 'open', getInitialState: () => 'open', setState: () => {}, subscribe: () => () => {} },
    ask: () => Promise.reject(new Error('nothing is asked')),
    live: (ask) => ask(client),
  };
  const page = Object.assign(new EventTarget(), { visibilityState: 'visible' as DocumentVisibilityState });
  const show = (state: DocumentVisibilityState) => {
    page.visibilityState = state;
    page.dispatchEvent(new Event('visibilitychange'));
  };
  const store = createStatsStore(link, page as Visibility);
  return { open, show, store, readers, usage: () => store.state.getState().get(keyOf({ ...web, kind: 'container' })) };
}

describe('use of a container', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is asked for again when its stream ended, ever more seldom, and until nobody watches', () => {
    const { store, readers, usage } = opened();
    const stop = store.watch(web);
    void readers[0]?.onItem({ time: 1000, cpu: 5 });
    expect(usage()?.last.cpu).toBe(5);
    readers[0]?.onEnd({ code: 'engine-unreachable', reason: 'engine-closed', params: {} });
    expect(usage()).toBeUndefined();
    vi.advanceTimersByTime(1000);
    expect(readers).toHaveLength(2);
    readers[1]?.onEnd({ code: 'engine-unreachable', reason: 'engine-closed', params: {} });
    vi.advanceTimersByTime(1000);
    expect(readers).toHaveLength(2);
    vi.advanceTimersByTime(1000);
    expect(readers).toHaveLength(3);
    void readers[2]?.onItem({ time: 4000, cpu: 7 });
    expect(usage()?.last.cpu).toBe(7);
    readers[2]?.onEnd(undefined);
    stop();
    vi.advanceTimersByTime(60_000);
    expect(readers).toHaveLength(3);
    expect(usage()).toBeUndefined();
  });

  it('has a gap where nobody measured', () => {
    const { store, readers, usage } = opened();
    store.watch(web);
    for (const time of [1000, 2000, 7000]) void readers[0]?.onItem({ time, cpu: 1 });
    expect(usage()?.cpu).toEqual([1, 1, 1]);
    readers[0]?.onEnd(undefined);
    vi.advanceTimersByTime(1000);
    void readers[1]?.onItem({ time: 27_000, cpu: 2 });
    expect(usage()?.cpu).toEqual([1, 1, 1, ...Array.from({ length: 19 }, () => undefined), 2]);
    void readers[1]?.onItem({ time: 28_000, cpu: 3 });
    expect(usage()?.cpu.slice(-2)).toEqual([2, 3]);
    void readers[1]?.onItem({ time: 10_000_000, cpu: 4 });
    expect(usage()?.cpu).toHaveLength(60);
    expect(usage()?.cpu.filter((value) => value !== undefined)).toEqual([4]);
  });

  it('of the last minutes is that of before and of now, each sample once, and no longer told after the end', async () => {
    const { store, readers } = opened();
    const told: number[][] = [];
    store.watch(web);
    const stop = store.history(web, 300_000, ({ samples }) => told.push(samples.map(({ time }) => time)));
    void readers[0]?.onItem({ time: 5000, cpu: 1 });
    await vi.advanceTimersByTimeAsync(0);
    void readers[0]?.onItem({ time: 6000, cpu: 1 });
    expect(told.filter((times) => times.length > 0)).toEqual([[5000], [3000, 4000, 5000], [3000, 4000, 5000, 6000]]);
    void readers[0]?.onItem({ time: 304_500, cpu: 1 });
    expect(told.at(-1)).toEqual([5000, 6000, 304_500]);
    stop();
    void readers[0]?.onItem({ time: 305_000, cpu: 1 });
    expect(told.at(-1)).toEqual([5000, 6000, 304_500]);
  });

  it('is not measured while the window cannot be seen', () => {
    const { store, readers, open, show, usage } = opened();
    show('hidden');
    const stop = store.watch(web);
    expect(readers).toHaveLength(0);
    show('visible');
    expect(open.size).toBe(1);
    void readers[0]?.onItem({ time: 1000, cpu: 5 });
    show('hidden');
    expect(open.size).toBe(0);
    show('visible');
    void readers[1]?.onItem({ time: 41_000, cpu: 6 });
    expect(usage()?.cpu.filter((value) => value !== undefined)).toEqual([5, 6]);
    stop();
    expect(open.size).toBe(0);
    show('visible');
    expect(readers).toHaveLength(2);
  });
});
