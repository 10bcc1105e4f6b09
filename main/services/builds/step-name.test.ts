import { expect, test } from 'vitest';
import { readStepName } from './step-name.ts';

test('a step’s name has a stage, a place and an instruction', () => {
  expect(readStepName('[ 2/12] RUN x')).toEqual({ instruction: 'RUN x', number: 2, total: 12 });
  expect(readStepName('[a  2/12] RUN x')).toEqual({ instruction: 'RUN x', stage: 'a', number: 2, total: 12 });
  expect(readStepName('[linux/amd64 a 2/12] RUN x')).toMatchObject({ stage: 'a' });
  expect(readStepName('[linux/amd64 2/12] RUN x').stage).toBeUndefined();
  expect(readStepName('[auth] library/node')).toEqual({ instruction: '[auth] library/node' });
});
