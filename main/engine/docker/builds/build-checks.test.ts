import { expect, test } from 'vitest';
import { readChecks } from './build-checks.ts';

const at = (line: unknown) => ({ location: { ranges: [{ start: { line }, end: { line } }] } });

test('a full answer becomes checks, the error first', () => {
  const answer = {
    warnings: [
      { ruleName: 'MaintainerDeprecated', description: 'all', detail: 'this one', url: 'https://x', ...at(2) },
      { ruleName: 'UndefinedVar', description: 'of a variable', ...at(3) },
    ],
    buildError: { message: 'unknown', ...at(4) },
  };
  const error = { severity: 'error', line: 4, message: 'unknown' };
  const first = { severity: 'warning', rule: 'MaintainerDeprecated', line: 2, message: 'this one' };
  const second = { severity: 'warning', rule: 'UndefinedVar', line: 3, message: 'of a variable' };
  expect(readChecks(answer, false)).toEqual([error, first, second]);
  expect(readChecks(answer, true)).toEqual([error, first]);
});

test.each([
  ['nothing wrong', { warnings: null }],
  ['nothing at all', undefined],
  ['lists for objects', { warnings: [[], 1, null, 'x'], buildError: [] }],
  ['objects for lists', { warnings: { 0: { detail: 'x' } }, buildError: { message: {} } }],
])('an answer with %s has no checks', (_, answer) => {
  expect(readChecks(answer, false)).toEqual([]);
});

test.each([0, -1, 1.5, Number.NaN, 1e300, '3', null])('the line %s is none', (line) => {
  expect(readChecks({ buildError: { message: 'x', ...at(line) } }, false)).toEqual([
    { severity: 'error', message: 'x' },
  ]);
});

test('a flood of long warnings is cut', () => {
  const warnings = Array.from({ length: 5_000 }, () => ({ detail: 'x'.repeat(5_000), ...at(1) }));
  const checks = readChecks({ warnings }, false);
  expect([checks.length, checks[0]?.message.length]).toEqual([200, 1_000]);
});
