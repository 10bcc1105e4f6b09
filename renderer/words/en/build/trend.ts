import { plural } from '../../language/plural.ts';

/** Of the builds of one Dockerfile, one after the other. */
export const trendWords = {
  tab: 'Trend',
  label: 'Trend of the builds',
  none: {
    title: 'Nothing to compare yet',
    text: 'Time and image size of the builds of this Dockerfile appear here from the second one that succeeds on.',
  },
  picture: ({ chart, n }: { readonly chart: string; readonly n: number }) =>
    `${chart} of the last ${plural(n, { one: '# build', other: '# builds' })}, the newest at the right`,
  time: 'Time',
  size: 'Image size',
  started: 'Started',
  table: 'Builds, the newest first',
  cached: 'From cache',
};
