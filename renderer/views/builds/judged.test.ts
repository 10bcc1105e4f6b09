import { expect, test } from 'vitest';
import { diagnose } from '../editor/dockerfile-service.ts';
import { judgedProblems, withoutJudged } from './judged.ts';

const text = 'from busybox\nMAINTAINER me\nRUN --nope x\nSHELL sh\n';
const found = diagnose(text);
const lines = (kept: typeof found) => kept.map(({ from }) => text.slice(0, from).split('\n').length);

test('without a judge our findings stand', () => {
  expect(withoutJudged(found, text, undefined)).toEqual(found);
  expect(lines(found)).toEqual([1, 2, 3, 4]);
});

test('what a builder has a rule for is its to say, whatever the text', () => {
  const judgement = { text: 'FROM busybox', checks: [] };
  expect(lines(withoutJudged(found, text, judgement))).toEqual([3, 4]);
});

test('on a line where it says something it speaks alone', () => {
  const checks = [{ severity: 'error' as const, line: 3, message: 'unknown flag' }];
  expect(lines(withoutJudged(found, text, { text, checks }))).toEqual([4]);
});

test('a file that it would build has no errors', () => {
  const checks = [{ severity: 'warning' as const, line: 1, message: 'case', rule: 'Case' }];
  expect(withoutJudged(found, text, { text, checks })).toEqual([]);
});

test('its words name it, and stand at the first line where they name none', () => {
  const checks = [
    { severity: 'error' as const, message: 'no' },
    { severity: 'warning' as const, line: 2, rule: 'Rule', message: 'better not' },
  ];
  expect(judgedProblems({ text, checks })).toEqual([
    { severity: 'error', line: 1, source: 'BuildKit', message: 'no' },
    { severity: 'warning', line: 2, source: 'BuildKit', message: 'better not (Rule)' },
  ]);
});
