import { expect, test } from 'vitest';
import { basesOf } from './bases.ts';

test('the bases are what stages start from, with arguments filled in', () => {
  const file =
    'ARG TAG=1\nFROM reg.io/a:$TAG AS one\nFROM one\nFROM reg.io/b:${OTHER:-2}\nFROM scratch\nFROM reg.io/a:1\n';
  expect(basesOf(file, {})).toEqual(['reg.io/a:1', 'reg.io/b:2']);
  expect(basesOf(file, { TAG: '7' })).toEqual(['reg.io/a:7', 'reg.io/b:2', 'reg.io/a:1']);
});
