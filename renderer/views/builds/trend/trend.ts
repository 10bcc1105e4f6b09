import type { BuildRecord } from '../../../../app/builds.ts';
import type { Plotted } from '../../../ui/chart/plot.ts';
import { formatNumber } from '../../../words/language/figures.ts';

/** Builds that are shown: as many as a chart of this width tells apart. */
const mostShown = 100;

/** The last builds of a folder's Dockerfile that succeeded, the oldest first. */
export function trendOf<R extends BuildRecord>(builds: Iterable<R>, folder: string, dockerfile: string): readonly R[] {
  return [...builds]
    .filter((one) => one.folder === folder && one.dockerfile === dockerfile && one.state === 'succeeded')
    .toSorted((a, b) => a.started - b.started)
    .slice(-mostShown);
}

/** A chart has a second for each build, however far apart they were: what counts is their order. */
const perBuild = 1000;

/** A figure of each build, in their order. */
export function plottedOf(
  builds: readonly BuildRecord[],
  color: string,
  valueOf: (build: BuildRecord) => number | undefined,
): Plotted {
  return {
    from: 0,
    to: Math.max(1, builds.length - 1) * perBuild,
    times: builds.map((_, at) => at * perBuild),
    lines: [{ color, filled: true, values: builds.map((build) => valueOf(build) ?? null) }],
  };
}

/** The build that stands at a place of a chart, or next to it. */
export function buildAt<R>(builds: readonly R[], place: number | undefined): R | undefined {
  if (place === undefined) return builds.at(-1);
  return builds[Math.min(builds.length - 1, Math.max(0, Math.round(place / perBuild)))];
}

/** Which one stands at a place, from 1; '' between two. */
export function numberAt(place: number): string {
  return place % perBuild === 0 ? formatNumber(place / perBuild + 1) : '';
}

/** Where a build stands in a chart. */
export function placeOf<R>(builds: readonly R[], build: R): number {
  return builds.indexOf(build) * perBuild;
}
