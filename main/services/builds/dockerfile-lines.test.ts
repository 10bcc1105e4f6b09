import { describe, expect, test } from 'vitest';
import { DockerfileLines, readStepName } from './dockerfile-lines.ts';

const lines = new DockerfileLines(
  [
    'ARG V=1',
    'FROM node:$V AS build',
    'ENV A=b',
    'RUN one \\',
    '  && two',
    'COPY . .',
    '',
    'FROM build AS check',
    'RUN check',
    'FROM scratch',
    'COPY --from=build /x /x',
  ].join('\n'),
);

describe('the line of a step', () => {
  test.each([
    ['[build 1/3] FROM docker.io/library/node:1', 2],
    ['[build 2/3] RUN one   && two', 4],
    ['[build 3/3] COPY . .', 6],
    ['[check 1/1] RUN check', 9],
    ['[stage-2 1/1] COPY --from=build /x /x', 11],
    ['[linux/arm64 build 2/3] RUN one && two', 4],
    ['[4/9] RUN one   && two', 4],
    ['[internal] load build context', undefined],
    ['exporting to image', undefined],
  ])('%s', (label, line) => expect(lines.ofStep(label)).toBe(line));

  test('is read from the builder’s errors', () => {
    expect(lines.ofMessage('dockerfile parse error line 3: unknown instruction: X')).toBe(3);
    expect(lines.ofMessage('dockerfile parse error on line 4: bad')).toBe(4);
    expect(lines.ofMessage('something else')).toBeUndefined();
  });
});

test('a step’s name has a stage, a place and an instruction', () => {
  expect(readStepName('[ 2/12] RUN x')).toEqual({ instruction: 'RUN x', number: 2, total: 12 });
  expect(readStepName('[a  2/12] RUN x')).toEqual({ instruction: 'RUN x', stage: 'a', number: 2, total: 12 });
  expect(readStepName('[auth] library/node')).toEqual({ instruction: '[auth] library/node' });
});
