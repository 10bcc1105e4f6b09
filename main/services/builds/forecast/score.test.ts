import { expect, test } from 'vitest';
import type { BuildStep } from '../../../../app/builds.ts';
import { scoreOf } from './score.ts';

const step = (line: number, state: BuildStep['state']): BuildStep => {
  return { id: `${line}`, label: '', instruction: '', number: 1, line, state, cached: state === 'cached' };
};

test('a forecast is held against what the steps did; what did not come to run says nothing', () => {
  const lines = [
    { line: 1, verdict: 'cached' },
    { line: 2, verdict: 'cached' },
    { line: 3, verdict: 'runs' },
    { line: 4, verdict: 'runs' },
    { line: 5, verdict: 'unknown' },
    { line: 6, verdict: 'cached' },
  ] as const;
  const states = ['cached', 'done', 'failed', 'cached', 'done', 'cancelled'] as const;
  const steps = states.map((state, index) => step(index + 1, state));
  expect(scoreOf(lines, steps)).toEqual({
    right: 2,
    unknown: 1,
    wrong: [
      { line: 2, said: 'cached' },
      { line: 4, said: 'runs' },
    ],
  });
});
