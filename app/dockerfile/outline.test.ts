import { expect, test } from 'vitest';
import { outlineDockerfile } from './outline.ts';
import { readDockerfile } from './read.ts';

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
ARG NONE
EOF
from --platform=linux/amd64 deps
cmd ["node"]
`;

test('stages, arguments with defaults and instructions with their lines are found', () => {
  const { stages, args } = outlineDockerfile(file);
  expect(stages).toEqual([
    { base: 'node:${NODE}-alpine', name: 'deps', line: 3 },
    { base: 'deps', line: 14 },
  ]);
  expect(args).toEqual([{ name: 'NODE', default: '22' }, { name: 'TOKEN' }, { name: 'NAME', default: 'a b' }]);
  const { instructions } = readDockerfile(file);
  expect(instructions.map(({ keyword, line, endLine }) => [keyword, line, endLine])).toEqual([
    ['ARG', 2, 2],
    ['FROM', 3, 3],
    ['ARG', 4, 4],
    ['RUN', 5, 9],
    ['COPY', 10, 13],
    ['FROM', 14, 14],
    ['CMD', 15, 15],
  ]);
  expect(instructions[3]?.code).toBe('RUN apk add     git     curl');
});

test.each([
  ['a global one goes before a stage’s own', 'ARG A=1\nFROM x\nARG A=2', [{ name: 'A', default: '1' }]],
  ['a stage that asks for it changes nothing', 'ARG A=1\nFROM x\nARG A', [{ name: 'A', default: '1' }]],
  [
    'another one is filled in',
    'ARG A=1\nARG B="${A}-x"',
    [
      { name: 'A', default: '1' },
      { name: 'B', default: '1-x' },
    ],
  ],
  [
    'in a stage, one that is not asked for is not',
    'ARG A=1\nFROM x\nARG B=$A',
    [
      { name: 'A', default: '1' },
      { name: 'B', default: '$A' },
    ],
  ],
  ['with several here-documents', 'FROM x\nCOPY <<A <<"B" /\nARG C\nA\nARG D\nB\nARG E', [{ name: 'E' }]],
  [
    'an escape behind another comment is none',
    '# hi\n# escape=`\nARG A=C:\\\\\nARG B',
    [{ name: 'A', default: 'C:\\' }, { name: 'B' }],
  ],
])('an argument’s default: %s', (_, text, args) => expect(outlineDockerfile(text).args).toEqual(args));

test('odd text throws nothing', () => {
  for (const text of ['', 'RUN a \\', 'COPY <<EOF /x\nnever ended', 'FROM', 'FROM a AS', 'ARG', 'ARG ="'])
    expect(() => outlineDockerfile(text)).not.toThrow();
});
