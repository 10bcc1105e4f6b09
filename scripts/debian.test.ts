import { expect, test } from 'vitest';
import { ensureDebian, findProgram } from './debian.ts';

test('a program is found on the PATH given, or in the usual places beside it', () => {
  expect(findProgram('sh', '')).toMatch(/\/bin\/sh$/);
  expect(findProgram('no-such-program-here')).toBeUndefined();
});

test('a folder or a relative PATH entry is not a program', () => {
  expect(findProgram('bin', '/usr')).toBeUndefined();
  expect(findProgram('package.json', '.')).toBeUndefined();
});

test('what is there needs no installation', async () => {
  const said: string[] = [];
  const found = await ensureDebian([{ name: 'dash', binary: 'sh' }], (line) => said.push(line));
  expect(found).toEqual({ missing: [] });
  expect(said).toEqual([]);
});
