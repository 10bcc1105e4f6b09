import { expect, test } from 'vitest';
import { outlineDockerfile } from './dockerfile-outline.ts';

const file = `# syntax=docker/dockerfile:1
ARG NODE=22
FROM node:\${NODE}-alpine AS deps
ARG TOKEN NAME="a b"
RUN apk add \\
    # a comment in between
    git \\

    curl
COPY <<EOF /etc/conf
FROM not a stage
EOF
from --platform=linux/amd64 deps
cmd ["node"]
`;

test('stages, arguments with defaults and instructions with their lines are found', () => {
  const { stages, args, instructions } = outlineDockerfile(file);
  expect(stages).toEqual([
    { base: 'node:${NODE}-alpine', name: 'deps', line: 3 },
    { base: 'deps', line: 13 },
  ]);
  expect(args).toEqual([{ name: 'NODE', default: '22' }, { name: 'TOKEN' }, { name: 'NAME', default: 'a b' }]);
  expect(instructions.map(({ keyword, line, endLine }) => [keyword, line, endLine])).toEqual([
    ['ARG', 2, 2],
    ['FROM', 3, 3],
    ['ARG', 4, 4],
    ['RUN', 5, 9],
    ['COPY', 10, 12],
    ['FROM', 13, 13],
    ['CMD', 14, 14],
  ]);
  expect(instructions[3]?.text).toBe('apk add git curl');
});

test('odd text throws nothing', () => {
  expect(outlineDockerfile('').instructions).toEqual([]);
  expect(outlineDockerfile('RUN a \\').instructions).toHaveLength(1);
  expect(outlineDockerfile('COPY <<EOF /x\nnever ended').instructions).toHaveLength(1);
});
