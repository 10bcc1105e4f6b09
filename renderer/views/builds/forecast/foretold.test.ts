import { expect, test } from 'vitest';
import { forecastMarks, forecastText, isNews, scoreText } from './foretold.ts';

const cached = { line: 2, verdict: 'cached' } as const;
const file = { line: 3, verdict: 'runs', reason: { kind: 'file', path: 'src/a.ts', change: 'changed' } } as const;
const behind = { line: 4, verdict: 'runs', reason: { kind: 'before', line: 3 } } as const;
const never = { line: 4, verdict: 'runs', reason: { kind: 'never' } } as const;
const pull = { line: 2, verdict: 'unknown', reason: { kind: 'pull' } } as const;

test('says what comes from the cache, and why the first does not', () => {
  expect(forecastText([])).toBe('');
  expect(forecastText([cached, { ...cached, line: 3 }])).toBe('Next build: all 2 steps from the cache');
  expect(forecastText([cached, file, behind])).toBe(
    'Next build: 1 of 3 steps from the cache, line 3 will run: src/a.ts changed',
  );
  expect(forecastText([pull])).toContain('line 2 may run: the registry is asked');
});

test('a failed step that will run again is no news, beside which the marks of the failure stay', () => {
  expect([isNews([cached]), isNews([cached, never]), isNews([cached, file, behind])]).toEqual([false, false, true]);
});

test('marks say the reason', () => {
  expect(forecastMarks([cached, file, behind]).map(({ line, text, title }) => `${line} ${text} (${title})`)).toEqual([
    '2 cached (The next build should take it from the cache)',
    '3 will run (It will run: src/a.ts changed)',
    '4 will run (It will run: it stands on line 3)',
  ]);
});

test('a wrong forecast is said to have been wrong', () => {
  expect(scoreText({ right: 3, unknown: 0, wrong: [] })).toBe('Forecast: right for all 3 steps');
  expect(scoreText({ right: 3, unknown: 1, wrong: [] })).toBe('Forecast: 3 right, 1 left open');
  expect(scoreText({ right: 0, unknown: 0, wrong: [] })).toBe('');
  expect(
    scoreText({
      right: 1,
      unknown: 0,
      wrong: [
        { line: 4, said: 'cached' },
        { line: 5, said: 'cached' },
      ],
    }),
  ).toBe('The forecast was wrong: line 4 ran, its cache was gone or its base moved, and 1 other line');
});
