import { expect, test } from 'vitest';
import { foldsOf } from './folds.ts';
import { readDockerfile } from './read.ts';
import { stageAt } from './references.ts';

test('stages, continued lines and here-documents fold', () => {
  const text = 'FROM a AS one\nRUN b \\\n  # c\n  d\nCOPY x \\\n <<EOF /\nFROM e\nEOF\n\nFROM one\nRUN <<A\nf\nA\n';
  const folds = [...foldsOf(readDockerfile(text)).values()].map(({ line, endLine }) => [line, endLine]);
  expect(folds.sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0))).toEqual([
    [1, 8],
    [2, 4],
    [5, 6],
    [6, 8],
    [10, 13],
    [11, 13],
  ]);
});

test.each([
  ['FROM a AS one\nFROM o|ne\n', 1],
  ['FROM a AS one\nFROM b\nCOPY --from=o|ne x y\n', 1],
  ['FROM a AS one\nFROM b AS two\nFROM c\nCOPY --from=|1 x y\n', 2],
  ['FROM a AS one\nFROM b\nRUN --mount=type=bind,from=O|NE,target=/x y\n', 1],
  ['FROM a AS one\nFROM b\nONBUILD COPY --from=o|ne x y\n', 1],
  ['FROM a AS one\nFROM b\nCOPY --from=one x| y\n', undefined],
  ['FROM a\nFROM al|pine\n', undefined],
  ['FROM a AS one\nRUN --mount=from=one|,target=/x y\n', undefined],
  ['ARG A|=1\nFROM a\n', undefined],
])('%j leads to its stage', (marked, line) => {
  const offset = marked.indexOf('|');
  expect(stageAt(readDockerfile(marked.replace('|', '')), offset)?.from.line).toBe(line);
});
