import { describe, expect, it } from 'vitest';
import { nearestPoint, pointsOf } from './use-points.ts';

describe('points of use', () => {
  it('tell what is counted as bytes a second', () => {
    const samples = [
      { time: 1000, cpu: 5, received: 100, written: 0, pids: 2 },
      { time: 3000, cpu: 0, received: 300, written: 4096, pids: 3 },
    ];
    expect(pointsOf(samples)).toEqual([
      { time: 1000, cpu: 5, pids: 2 },
      { time: 3000, cpu: 0, receiving: 100, writing: 2048, pids: 3 },
    ]);
  });

  it('have no rate across a start or a pause, and are parted by the pause', () => {
    const samples = [
      { time: 1000, sent: 500 },
      { time: 2000, sent: 20 },
      { time: 30_000, sent: 1000 },
      { time: 31_000, sent: 1500 },
    ];
    expect(pointsOf(samples)).toEqual([
      { time: 1000 },
      { time: 2000 },
      { time: 2001 },
      { time: 30_000 },
      { time: 31_000, sending: 500 },
    ]);
  });

  it('are found by time, never one that only parts others', () => {
    const points = pointsOf([1000, 2000, 30_000].map((time) => ({ time, cpu: time })));
    expect(nearestPoint(points, 0)?.time).toBe(1000);
    expect(nearestPoint(points, 1600)?.time).toBe(2000);
    expect(nearestPoint(points, 2100)?.time).toBe(2000);
    expect(nearestPoint(points, 90_000)?.time).toBe(30_000);
    expect(nearestPoint([], 5)).toBeUndefined();
  });
});
