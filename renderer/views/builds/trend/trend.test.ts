import { expect, test } from 'vitest';
import type { BuildRecord } from '../../../../app/builds.ts';
import { buildAt, numberAt, placeOf, plottedOf, trendOf } from './trend.ts';

const build = (started: number, more: Partial<BuildRecord> = {}): BuildRecord => ({
  id: `t${started}`,
  engine: 'e000000000000',
  folder: '/app',
  dockerfile: 'Dockerfile',
  tags: [],
  argNames: [],
  noCache: false,
  pull: false,
  state: 'succeeded',
  started,
  ended: started + 10,
  builder: 'buildkit',
  steps: [],
  stepCount: 0,
  cachedCount: 0,
  contextFiles: 0,
  contextBytes: 0,
  warnings: [],
  ...more,
});

test('a trend is of the builds of one Dockerfile that succeeded, in their order, a hundred at most', () => {
  const others = [build(1, { folder: '/b' }), build(2, { dockerfile: 'b' }), build(3, { state: 'failed' })];
  expect(trendOf([build(9), ...others, build(5)], '/app', 'Dockerfile').map(({ started }) => started)).toEqual([5, 9]);
  const many = Array.from({ length: 150 }, (_, n) => build(n));
  expect(trendOf(many, '/app', 'Dockerfile').map(({ started }) => started)).toEqual(
    Array.from({ length: 100 }, (_, n) => n + 50),
  );
});

test('a chart has the builds at one distance, and the pointer finds the nearest', () => {
  const builds = [build(0, { imageSize: 5 }), build(1_000_000), build(1_000_001, { imageSize: 7 })];
  expect(plottedOf(builds, '--source-0', ({ imageSize }) => imageSize)).toMatchObject({
    from: 0,
    to: 2000,
    times: [0, 1000, 2000],
    lines: [{ values: [5, null, 7] }],
  });
  expect([undefined, -50, 400, 600, 9000].map((place) => buildAt(builds, place)?.started)).toEqual([
    1_000_001, 0, 0, 1_000_000, 1_000_001,
  ]);
  expect([0, 1000, 1500].map(numberAt)).toEqual(['1', '2', '']);
  expect(builds.map((one) => placeOf(builds, one))).toEqual([0, 1000, 2000]);
});
