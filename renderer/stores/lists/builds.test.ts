import { expect, test } from 'vitest';
import type { BuildRecord } from '../../../app/builds.ts';
import type { TaskPart } from '../../../app/tasks.ts';
import { withSteps } from './builds.ts';

const part: TaskPart = { id: 's', label: '[1/1] RUN make', state: 'running', step: { line: 2 } };
const record = (state: BuildRecord['state'], steps: BuildRecord['steps'] = []) =>
  ({ id: 't', state, steps }) as unknown as BuildRecord;
const states = ({ steps }: BuildRecord) => steps.map(({ state }) => state);

test('a build that runs has the steps that its task tells, as soon as that is known', () => {
  expect(states(withSteps(record('running'), undefined))).toEqual([]);
  expect(states(withSteps(record('running'), { parts: [part] }))).toEqual(['running']);
  expect(states(withSteps(record('running'), { parts: [{ ...part, state: 'done' }] }))).toEqual(['done']);
});

test('one that has ended keeps the steps of its record', () => {
  const ended = record('failed', [{ ...part, instruction: 'RUN make', state: 'failed', cached: false }]);
  expect(states(withSteps(ended, { parts: [{ ...part, state: 'cancelled' }] }))).toEqual(['failed']);
});
