import { describe, expect, test } from 'vitest';
import { crowded, folderImports, namedInVain, rings, wrongFigures } from './shape.ts';

const many = (folder: string, count: number, end = 'ts') =>
  Array.from({ length: count }, (_, n) => `${folder}/f${n}.${end}`);

test('a folder may hold 25 files beside each other, and any number of tests', () => {
  expect(crowded([...many('app', 25), ...many('app/rpc', 3), ...many('app', 40, 'test.ts')])).toEqual([]);
  expect(crowded([...many('main/a', 26), ...many('main/b', 25)])).toEqual(['main/a: 26 files']);
});

describe('folders that import each other', () => {
  const ringsOf = (texts: Record<string, string>) => rings(folderImports(new Map(Object.entries(texts))));

  test('are found over any number of steps, also by a type or an import that comes later', () => {
    const texts = {
      'main/a/one.ts': "import { two } from '../b/two.ts';",
      'main/b/two.ts': "export const three = import('../c/three.ts');",
      'main/c/three.ts': "import type { One } from '../a/one.ts';",
    };
    expect(ringsOf(texts)).toEqual(['main/a → main/b → main/c → main/a']);
  });

  test('are not those that only look down, nor files of one folder', () => {
    const texts = {
      'main/a/one.ts': "import { two } from '../b/two.ts';\nimport { x } from './x.ts';",
      'main/a/x.ts': "import type { One } from './one.ts';",
      'main/b/two.ts': "import { readFile } from 'node:fs';",
      'main/top.ts': "import { one } from './a/one.ts';\nimport { two } from './b/two.ts';",
    };
    expect(ringsOf(texts)).toEqual([]);
  });
});

describe('what ARCHITECTURE.md says of sizes', () => {
  const lines = Array.from({ length: 100 }, (_, n) => n + 1);

  test.each([
    ['median at most 52 lines, 95 % at most 100, the longest 100', []],
    ['median at most 40 lines, 95 % at most 100, the longest 100', [/50 % .* 50 lines, not 40/]],
    ['median at most 50 lines, 95 % at most 100, the longest 400', [/100 % .* 100 lines, not 400/]],
    ['files are small', [/no sizes/]],
  ])('%s', (document, wrong) => {
    expect(wrongFigures(document, lines)).toEqual(wrong.map((one) => expect.stringMatching(one)));
  });
});

test('files that a document names are there, by their path or by their name', () => {
  const files = ['main/app.ts', 'main/engine/docker/http/http.ts', 'README.md'];
  expect(namedInVain('see `main/app.ts`, http.ts, [it](README.md) and *.test.ts', files)).toEqual([]);
  expect(namedInVain('main/http.ts, or gone.tsx', files)).toEqual(['main/http.ts', 'gone.tsx']);
});
