import { describe, expect, it, vi } from 'vitest';
import { createStore } from 'zustand/vanilla';
import type { EngineContainer } from '../../../app/containers.ts';
import { keyOf, type ObjectKey } from '../../../app/object-key.ts';
import type { StatsStore, Usage } from './stats.ts';
import { mostStreams, Turns } from './stats-turns.ts';

const containers = Array.from({ length: 100 }, (_, n) => ({
  engine: 'e000000000000',
  id: n.toString(16).padStart(64, '0'),
}));

/** A store that only counts who is watched, and measures when it is told to. */
function played() {
  const open = new Set<ObjectKey>();
  let most = 0;
  const state = createStore<ReadonlyMap<ObjectKey, Usage>>(() => new Map());
  const keyOfOne = (one: EngineContainer) => keyOf({ ...one, kind: 'container' });
  const stats: StatsStore = {
    state,
    watch: (one) => {
      open.add(keyOfOne(one));
      most = Math.max(most, open.size);
      return () => void open.delete(keyOfOne(one));
    },
    forget: (key) => state.setState((now) => new Map([...now].filter(([one]) => one !== key)), true),
    history: () => () => {},
  };
  let time = 0;
  const measure = () => {
    time += 1000;
    const usage = { last: { time, cpu: 1 }, point: { time }, cpu: [1], memory: [] };
    const measured = [...open];
    for (const key of measured) state.setState((now) => new Map([...now, [key, usage]]), true);
  };
  return { stats, open, measure, known: () => state.getState().size, most: () => most };
}

describe('turns', () => {
  it('are none where there are enough streams', () => {
    const { stats, open, measure } = played();
    const turns = new Turns(stats);
    turns.want(containers.slice(0, 20), containers.slice(10, 25));
    expect(open.size).toBe(25);
    measure();
    expect(open.size).toBe(25);
    turns.end();
    expect(open.size).toBe(0);
  });

  it('bring everybody round, with no more streams than allowed, while those that are seen go on', () => {
    const { stats, open, measure, known, most } = played();
    const turns = new Turns(stats);
    turns.want(containers.slice(0, 18), containers);
    const seen = [...open].slice(0, 18);
    for (let n = 0; n < 12; n += 1) measure();
    expect(known()).toBe(100);
    expect(most()).toBe(mostStreams);
    expect(seen.every((key) => open.has(key))).toBe(true);
    turns.want(containers.slice(50, 68), containers);
    expect(most()).toBe(mostStreams);
    turns.want(containers.slice(0, 3));
    expect([open.size, known()]).toEqual([3, 3]);
    turns.end();
    expect([open.size, known()]).toEqual([0, 0]);
  });

  it('leave some for those that are seen where more are seen than there are streams', () => {
    const { stats, open, measure, known } = played();
    const turns = new Turns(stats);
    turns.want(containers.slice(0, 60));
    expect(open.size).toBe(mostStreams);
    for (let n = 0; n < 10; n += 1) measure();
    expect(known()).toBe(60);
    turns.end();
  });

  it('pass on where nothing is told', () => {
    vi.useFakeTimers();
    try {
      const { stats, open } = played();
      const turns = new Turns(stats);
      turns.want([], containers);
      const first = [...open];
      vi.advanceTimersByTime(15_000);
      expect([...open].filter((key) => first.includes(key))).toEqual([]);
      turns.end();
      vi.advanceTimersByTime(60_000);
      expect(open.size).toBe(0);
    } finally {
      vi.useRealTimers();
    }
  });
});
