import { expect, test } from 'vitest';
import type { BuildStep } from '../../../../app/builds.ts';
import { doneBy } from './done.ts';
import { planOf } from './plan.ts';

const stages = planOf('FROM a AS one\nRUN x\nFROM b AS other\nRUN y\nFROM one\nRUN z\nRUN w\n', {}, false);
const step = (line: number, state: BuildStep['state']) => ({ line, state }) as BuildStep;

test('a build that came to its end did all that it needed, though not all of that is in its record', () => {
  expect(doneBy({ state: 'succeeded', steps: [step(2, 'cached')] }, stages)).toEqual([2, 6, 7]);
  expect(doneBy({ state: 'succeeded', steps: [], target: 'other' }, stages)).toEqual([4]);
});

test('one that failed did what it says', () => {
  const steps = [step(2, 'cached'), step(6, 'done'), step(7, 'failed')];
  expect(doneBy({ state: 'failed', steps }, stages)).toEqual([2, 6]);
});
