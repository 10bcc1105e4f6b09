import { resolve } from 'node:path';
import { expect, test } from 'vitest';
import { parseOptions } from './options.ts';

test('reads our options between those of Electron and Chromium', () => {
  expect(parseOptions(['.', '--no-sandbox', '--user-data-dir=data', '--self-test'])).toEqual({
    userDataDir: resolve('data'),
    selfTest: true,
  });
});

test('the last folder named counts, an empty one does not', () => {
  expect(parseOptions(['--user-data-dir=/a', '--user-data-dir=/b']).userDataDir).toBe('/b');
  expect(parseOptions(['--user-data-dir=']).userDataDir).toBeUndefined();
});

test('nothing given means the defaults', () => {
  expect(parseOptions([])).toEqual({ userDataDir: undefined, selfTest: false });
});
