import { expect, test } from 'vitest';
import { told } from '../text/sayings.ts';
import { readStepName, stepsOf } from './build-steps.ts';

test('a step’s name has a stage, a place and an instruction', () => {
  expect(readStepName('[ 2/12] RUN x')).toEqual({ instruction: 'RUN x', number: 2, total: 12 });
  expect(readStepName('[a  2/12] RUN x')).toEqual({ instruction: 'RUN x', stage: 'a', number: 2, total: 12 });
  expect(readStepName('[linux/amd64 a 2/12] RUN x')).toMatchObject({ stage: 'a' });
  expect(readStepName('[linux/amd64 2/12] RUN x').stage).toBeUndefined();
  expect(readStepName('[auth] library/node')).toEqual({ instruction: '[auth] library/node' });
});

test('the steps of a build are those parts of its task that are steps', () => {
  const [instruction, other] = stepsOf([
    { id: 'layer', label: 'layer', state: 'running', text: told('Downloading') },
    { id: 'a', label: '[2/3] RUN make', state: 'cached', started: 1, ended: 1, text: told('made'), step: { line: 4 } },
    { id: 'b', label: 'exporting', state: 'running', started: 5, step: {} },
  ]);
  const place = { instruction: 'RUN make', number: 2, total: 3, line: 4 };
  expect(instruction).toEqual({
    id: 'a',
    label: '[2/3] RUN make',
    ...place,
    state: 'cached',
    cached: true,
    started: 1,
    ended: 1,
  });
  expect(other).toEqual({
    id: 'b',
    label: 'exporting',
    instruction: 'exporting',
    state: 'running',
    cached: false,
    started: 5,
  });
});
