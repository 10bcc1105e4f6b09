import { longestPause, type StatsSample } from '../stats.ts';

/** A sample with what is counted told as bytes a second since the one before; absent where that is not known. */
export interface UsePoint extends Pick<StatsSample, 'time' | 'cpu' | 'memory' | 'cache' | 'pids'> {
  readonly receiving?: number;
  readonly sending?: number;
  readonly reading?: number;
  readonly writing?: number;
}

const rates = [
  ['receiving', 'received'],
  ['sending', 'sent'],
  ['reading', 'read'],
  ['writing', 'written'],
] as const;

/**
 * What is drawn of samples, oldest first. Where nobody measured a point without figures parts them. A container that was
 * started anew counts from 0 again: of its first sample there is no rate.
 */
export function pointsOf(samples: readonly StatsSample[]): readonly UsePoint[] {
  const points: UsePoint[] = [];
  let before: StatsSample | undefined;
  for (const sample of samples) {
    if (before && sample.time - before.time > longestPause) {
      points.push({ time: before.time + 1 });
      before = undefined;
    }
    const { time, cpu, memory, cache, pids } = sample;
    points.push({
      time,
      ...(cpu === undefined ? {} : { cpu }),
      ...(memory === undefined ? {} : { memory }),
      ...(cache === undefined ? {} : { cache }),
      ...(pids === undefined ? {} : { pids }),
      ...(before && ratesOf(before, sample)),
    });
    before = sample;
  }
  return points;
}

/** Bytes a second between two samples. */
export function ratesOf(before: StatsSample, sample: StatsSample): Omit<UsePoint, 'time'> {
  const seconds = (sample.time - before.time) / 1000;
  return Object.fromEntries(
    rates.flatMap(([rate, counted]) => {
      const grown = (sample[counted] ?? Number.NaN) - (before[counted] ?? Number.NaN);
      return seconds > 0 && grown >= 0 ? [[rate, grown / seconds] as const] : [];
    }),
  );
}

/** The point that is nearest to a time in ms among those that tell something; undefined where there is none. */
export function nearestPoint(points: readonly UsePoint[], time: number): UsePoint | undefined {
  let [low, high] = [0, points.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.time ?? 0) < time) low = middle + 1;
    else high = middle;
  }
  const beside = [points[low - 2], points[low - 1], points[low], points[low + 1]].filter(
    (point) => point !== undefined,
  );
  const told = beside.filter((point) => Object.keys(point).length > 1);
  return told.toSorted((a, b) => Math.abs(a.time - time) - Math.abs(b.time - time))[0];
}
