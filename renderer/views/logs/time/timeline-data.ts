import type { LogTimeline } from '../../../../app/logs.ts';
import { longestPause } from '../../../../app/stats.ts';

/** Samples that are drawn: an hour of ten containers, one a second. */
const mostSamples = 36_000;
/** ms that are shown at least. */
const shortestSpan = 60_000;

export type TimelineSample = LogTimeline['samples'][number];
export type TimelineEvent = LogTimeline['events'][number];

export interface TimelineData {
  readonly samples: readonly TimelineSample[];
  readonly events: readonly TimelineEvent[];
}

export const noTimeline: TimelineData = { samples: [], events: [] };

/** What is known after one more telling. */
export function withStep(before: TimelineData, { reset, samples, events }: LogTimeline): TimelineData {
  const all = reset ? samples : [...before.samples, ...samples];
  return { samples: all.slice(-mostSamples), events };
}

/** The sources that something was measured of. */
export function sourcesOf({ samples }: TimelineData): readonly number[] {
  return [...new Set(samples.map(({ source }) => source))];
}

/** Times that are shown: those of the samples, and the newest events before them, a minute at least. */
export function spanOf({ samples, events }: TimelineData): { readonly from: number; readonly to: number } | undefined {
  const times = [...samples, ...events].map(({ time }) => time);
  if (times.length === 0) return undefined;
  // Not by `Math.max(...times)`: there may be more of them than a call takes arguments.
  let to = Number.NEGATIVE_INFINITY;
  for (const time of times) to = Math.max(to, time);
  let from = to - shortestSpan;
  for (const { time } of samples) from = Math.min(from, time);
  return { from, to };
}

/** One value of a source at a time, at most so many as there are pixels: of those in one pixel the highest. */
export function bucketed(
  samples: readonly TimelineSample[],
  pick: (sample: TimelineSample) => number | undefined,
  span: { readonly from: number; readonly to: number },
  width: number,
): readonly { readonly x: number; readonly value: number }[] {
  const points = new Map<number, number>();
  for (const sample of samples) {
    const value = pick(sample);
    if (value === undefined || sample.time < span.from) continue;
    const x = Math.round(((sample.time - span.from) / (span.to - span.from)) * (width - 1));
    points.set(x, Math.max(points.get(x) ?? Number.NEGATIVE_INFINITY, value));
  }
  return Array.from(points, ([x, value]) => ({ x, value })).toSorted((a, b) => a.x - b.x);
}

/** A source's samples, parted where nobody measured in between. */
export function stretches(samples: readonly TimelineSample[]): readonly (readonly TimelineSample[])[] {
  const parts: TimelineSample[][] = [];
  let before = Number.NEGATIVE_INFINITY;
  for (const sample of samples) {
    const last = parts.at(-1);
    if (last && sample.time - before <= longestPause) last.push(sample);
    else parts.push([sample]);
    before = sample.time;
  }
  return parts;
}

/** How long a sample counts, in ms: they come once a second. */
const sampleAge = 5000;

/** CPU in percent of one core, memory in bytes. */
export interface Usage {
  readonly cpu: number;
  readonly memory: number;
}

/** What all sources together used at a time: of each the last sample before it; undefined when none was measured then. */
export function usageAt({ samples }: TimelineData, time: number): Usage | undefined {
  const latest = new Map<number, TimelineSample>();
  for (const sample of samples)
    if (sample.time <= time && sample.time > time - sampleAge) latest.set(sample.source, sample);
  if (latest.size === 0) return undefined;
  let [cpu, memory] = [0, 0];
  for (const sample of latest.values()) {
    cpu += sample.cpu ?? 0;
    memory += sample.memory ?? 0;
  }
  return { cpu, memory };
}
