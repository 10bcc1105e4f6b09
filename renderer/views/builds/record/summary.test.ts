import { expect, test } from 'vitest';
import type { BuildRecord, BuildStep } from '../../../../app/builds.ts';
import { cacheShare, explain, marksOf, problemsOf } from './summary.ts';

function step(number: number, instruction: string, state: BuildStep['state'], line = number + 1): BuildStep {
  const label = `[${number}/5] ${instruction}`;
  return {
    id: `${number}`,
    label,
    instruction,
    number,
    total: 5,
    line,
    state,
    cached: state === 'cached',
    started: 0,
    ended: 1500,
  };
}

const record: BuildRecord = {
  id: 't1',
  engine: 'e000000000000',
  folder: '/app',
  dockerfile: 'Dockerfile',
  tags: ['app:latest'],
  argNames: [],
  noCache: false,
  pull: false,
  state: 'succeeded',
  started: 0,
  ended: 5000,
  builder: 'buildkit',
  steps: [
    step(1, 'FROM node', 'cached'),
    step(2, 'WORKDIR /app', 'cached'),
    step(3, 'COPY . .', 'done'),
    step(4, 'RUN make', 'done'),
    step(5, 'RUN test', 'done'),
  ],
  stepCount: 5,
  cachedCount: 2,
  contextBytes: 0,
  contextFiles: 0,
  warnings: [],
};

test('the instruction that changed is named with what ran after it', () => {
  const changed = { ...record, changedFrom: { label: '[3/5] COPY . .', line: 4 } };
  expect(explain(changed)).toBe('COPY . . changed: 3 steps ran, 1 from cache');
  expect(marksOf(changed)[2]?.title).toContain('Changed');
});

test('all cached, no cache and a first build are told apart', () => {
  const steps = record.steps.map((step) => ({ ...step, cached: true, state: 'cached' as const }));
  expect(explain({ ...record, steps, cachedCount: 5 })).toBe('Nothing changed: all 4 steps from cache');
  expect(explain({ ...record, noCache: true })).toBe('Without the cache: 3 steps ran');
  expect(explain(record)).toBe('3 steps ran, 1 from cache');
  expect(explain({ ...record, steps: [] })).toBeUndefined();
});

test('each line says whether its step was cached or how long it took', () => {
  expect(marksOf(record).map(({ line, tone, text }) => [line, tone, text])).toEqual([
    [2, 'cached', 'cached'],
    [3, 'cached', 'cached'],
    [4, 'ran', '1.5 s'],
    [5, 'ran', '1.5 s'],
    [6, 'ran', '1.5 s'],
  ]);
  expect(cacheShare(record)).toBe('1 of 4 cached');
});

test('a failed build has its error on the line, and one without a line none', () => {
  const failed = { ...record, error: { message: 'exit code 2', line: 5 }, warnings: [{ message: 'casing', line: 1 }] };
  expect(problemsOf(failed)).toEqual([
    { line: 5, message: 'exit code 2', source: 'Build' },
    { line: 1, message: 'casing', source: 'Build', severity: 'warning' },
  ]);
  expect(problemsOf({ ...record, error: { message: 'no space' } })).toEqual([]);
});

test('a base image counts neither as run nor as cached, unless it had to be fetched it marks no line', () => {
  const base = { ...step(1, 'FROM node', 'done'), ended: 12 };
  const same = { ...record, steps: [base, step(2, 'WORKDIR /app', 'cached')] };
  expect(explain(same)).toBe('Nothing changed: all 1 step from cache');
  expect(marksOf(same).map(({ line }) => line)).toEqual([3]);
});
