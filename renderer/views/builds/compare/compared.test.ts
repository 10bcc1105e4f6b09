import { expect, test } from 'vitest';
import type { BuildRecord, BuildStep } from '../../../../app/builds.ts';
import { figuresOf, linesBeside, stepsBeside, stepText } from './compared.ts';

const step = (instruction: string, more: Partial<BuildStep> = {}): BuildStep => {
  const said = { id: instruction, label: instruction, instruction, number: 1, total: 3 };
  return { ...said, state: 'done', cached: false, started: 1_000, ended: 3_500, ...more };
};
const record = (steps: readonly BuildStep[], more: Partial<BuildRecord> = {}): BuildRecord => ({
  id: 't1',
  engine: 'e000000000000',
  folder: '/app',
  dockerfile: 'Dockerfile',
  tags: ['app:1'],
  argNames: [],
  noCache: false,
  pull: false,
  state: 'succeeded',
  started: 1_000,
  ended: 5_000,
  builder: 'buildkit',
  steps,
  stepCount: steps.length,
  cachedCount: 0,
  contextFiles: 1,
  contextBytes: 2048,
  warnings: [],
  ...more,
});

test('what two builds took is told with how much more or less that is, where it is known of both', () => {
  const cached = { state: 'cached', cached: true } as const;
  const before = record([step('RUN make')], { imageSize: 4 * 2 ** 20 });
  const after = record([step('RUN make', cached)], { ended: 2_000, imageSize: 5 * 2 ** 20, contextBytes: 2048 });
  const rows = figuresOf(before, after, 'iso').map(({ before, after, change }) => [before, after, change]);
  expect(rows.slice(1)).toEqual([
    ['Succeeded', 'Succeeded', ''],
    ['4.0 s', '1.0 s', '3.0 s less'],
    ['0 of 1 cached', '1 of 1 cached', ''],
    ['2.0 KiB', '2.0 KiB', ''],
    ['4.0 MiB', '5.0 MiB', '1.0 MiB more'],
  ]);
  expect(figuresOf(before, record([]), 'iso').at(-1)).toMatchObject({ after: 'unknown', change: '' });
});

test('steps stand beside each other by stage and instruction, and each says how it went', () => {
  const load = step('[internal] load build definition');
  const { number: _, ...around } = load;
  const failed = step('RUN test', { number: 3, state: 'failed' });
  // A builder tells a base last that was there.
  const before = record([around, step('RUN make', { number: 2 }), failed, step('COPY a /')]);
  const after = record([step('COPY a b /'), step('RUN make', { number: 2, state: 'cached', cached: true })]);
  const rows = stepsBeside(before, after).map(({ before, after }) => [stepText(before), stepText(after)]);
  expect(rows).toEqual([
    ['2.5 s', 'not there'],
    ['not there', '2.5 s'],
    ['2.5 s', 'cached'],
    ['failed', 'not there'],
  ]);
  const { ended: _e, started: _s, ...waiting } = step('RUN late', { state: 'waiting' });
  expect(stepText(waiting)).toBe('not run');
});

test('of texts the changed lines are shown with two lines around them', () => {
  const lines = Array.from({ length: 12 }, (_, n) => `line ${n}`);
  expect(linesBeside(lines, lines)).toEqual([]);
  const same = (n: number) => ({ before: `line ${n}`, after: `line ${n}` });
  expect(linesBeside(lines, lines.with(6, 'other'))).toEqual([
    { skipped: 4 },
    same(4),
    same(5),
    { before: 'line 6' },
    { after: 'other' },
    same(7),
    same(8),
    { skipped: 3 },
  ]);
});
