import { expect, test } from 'vitest';
import type { BuildStep } from '../../../../app/builds.ts';
import { axisOf, placeOf, rowsOf } from './rows.ts';

const step = (id: string, stage: string | undefined, more: Partial<BuildStep> = {}): BuildStep => ({
  id,
  label: id,
  instruction: id,
  ...(stage === undefined ? {} : { stage }),
  state: 'done',
  cached: false,
  ...more,
});

test('one stage needs no tree', () => {
  const steps = [step('load', undefined), step('run', 'stage-0')];
  expect(rowsOf(steps, new Set()).map(({ kind }) => kind)).toEqual(['step', 'step']);
});

test('steps stand below their stages, which say how they are, and can be folded', () => {
  const steps = [
    step('load', undefined),
    step('a1', 'a', { started: 10, ended: 20 }),
    step('b1', 'b', { started: 12, state: 'running' }),
    step('a2', 'a', { started: 20, ended: 50, state: 'cached', cached: true }),
    step('b2', 'b', { state: 'waiting' }),
  ];
  const rows = rowsOf(steps, new Set(['b']));
  expect(rows.map((row) => (row.kind === 'stage' ? `${row.name}:${row.state}` : row.step.id))).toEqual([
    ':done',
    'load',
    'a:done',
    'a1',
    'a2',
    'b:running',
  ]);
  expect(rows[2]).toMatchObject({ steps: 2, cached: 1, started: 10, ended: 50 });
  expect(rows[5]).toMatchObject({ open: false, started: 12, ended: undefined });
});

test('a stage is as its worst step', () => {
  const stage = (...states: BuildStep['state'][]) =>
    rowsOf([step('x', 'other'), ...states.map((state, n) => step(`${n}`, 'it', { state }))], new Set())[2];
  expect(stage('done', 'failed', 'cancelled')).toMatchObject({ state: 'failed' });
  expect(stage('done', 'waiting')).toMatchObject({ state: 'running' });
  expect(stage('waiting')).toMatchObject({ state: 'waiting' });
  expect(stage('cached')).toMatchObject({ state: 'cached' });
});

test('a span lies on the time of its build, whatever the clocks say', () => {
  const steps = [step('a', 'a', { started: 100, ended: 150 }), step('b', 'a', { started: 150, state: 'running' })];
  const axis = axisOf(steps, 300);
  expect(axis).toEqual({ from: 100, to: 300 });
  expect(placeOf({ started: 150 }, { from: 100, to: 300 })).toEqual({ from: 0.25, to: 1 });
  expect(placeOf({ started: 500, ended: 20 }, { from: 100, to: 300 })).toEqual({ from: 1, to: 0 });
  expect(placeOf({}, { from: 100, to: 300 })).toBeUndefined();
  expect(axisOf([step('w', 'a')], 5)).toBeUndefined();
});
