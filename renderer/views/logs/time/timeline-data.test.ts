import { describe, expect, it } from 'vitest';
import { bucketed, noTimeline, spanOf, stretches, usageAt, withStep } from './timeline-data.ts';

const at = (time: number, cpu: number) => ({ source: 0, time, cpu });

describe('a timeline', () => {
  it('grows by steps, begins anew with a reset, and stays bounded', () => {
    const one = withStep(noTimeline, { reset: true, samples: [at(1, 5)], events: [] });
    const two = withStep(one, { reset: false, samples: [at(2, 6)], events: [] });
    expect(two.samples).toEqual([at(1, 5), at(2, 6)]);
    expect(withStep(two, { reset: true, samples: [at(3, 1)], events: [] }).samples).toEqual([at(3, 1)]);
    const many = Array.from({ length: 40_000 }, (_, n) => at(n, 1));
    expect(withStep(two, { reset: false, samples: many, events: [] }).samples).toHaveLength(36_000);
  });

  it('shows a minute at least, and all samples', () => {
    expect(spanOf(noTimeline)).toBeUndefined();
    expect(spanOf({ samples: [at(100_000, 1)], events: [] })).toEqual({ from: 40_000, to: 100_000 });
    expect(spanOf({ samples: [at(0, 1), at(100_000, 1)], events: [] })).toEqual({ from: 0, to: 100_000 });
  });

  it('has the highest value of each pixel', () => {
    const samples = [at(0, 1), at(1, 9), at(50, 3), at(100, 4)];
    const points = bucketed(samples, ({ cpu }) => cpu, { from: 0, to: 100 }, 11);
    expect(points).toEqual([
      { x: 0, value: 9 },
      { x: 5, value: 3 },
      { x: 10, value: 4 },
    ]);
  });

  it('is parted where nobody measured', () => {
    const samples = [at(1000, 1), at(6000, 2), at(60_000, 3), at(61_000, 4), at(90_000, 5)];
    expect(stretches(samples).map((part) => part.map(({ cpu }) => cpu))).toEqual([[1, 2], [3, 4], [5]]);
    expect(stretches([])).toEqual([]);
  });

  it('adds up what the sources used at a time, not long before', () => {
    const samples = [
      { source: 0, time: 1000, cpu: 5, memory: 10 },
      { source: 1, time: 1500, cpu: 7 },
      { source: 0, time: 2000, cpu: 6, memory: 20 },
    ];
    const usage = (time: number) => usageAt({ samples, events: [] }, time);
    expect(usage(999)).toBeUndefined();
    expect(usage(1999)).toEqual({ cpu: 12, memory: 10 });
    expect(usage(2000)).toEqual({ cpu: 13, memory: 20 });
    expect(usage(6999)).toEqual({ cpu: 6, memory: 20 });
    expect(usage(7000)).toBeUndefined();
  });
});
