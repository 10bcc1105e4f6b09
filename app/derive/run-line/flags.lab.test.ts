import { expect, test } from 'vitest';
import { docker } from '../../../e2e/lab/use.ts';
import { longFlag, shortFlag } from './flags.ts';

test('every flag that the docker command has for a run is known, with whether a value follows it', async () => {
  const help = await docker('run', '--help');
  const flags = [...help.matchAll(/^ {2}(?:-(\w),| {3}) --([\w-]+)( [\w-]+)? {2,}/gm)];
  expect(flags.length).toBeGreaterThan(90);
  for (const [, letter, name = '', value] of flags) {
    const flag = { name, takesValue: value !== undefined };
    expect(longFlag(name)).toEqual(flag);
    expect(letter === undefined ? flag : shortFlag(letter)).toEqual(flag);
  }
});
