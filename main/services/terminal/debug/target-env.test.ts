import { expect, test } from 'vitest';
import { targetEnv } from './target-env.ts';

test('a debug shell has what the container’s program reads, and where its files are', () => {
  expect(targetEnv(['DATABASE_URL=postgres://db/x=y', 'EMPTY=', 'PATH=/app/bin:/usr/bin'], '/proc/1/root')).toEqual([
    'DATABASE_URL=postgres://db/x=y',
    'EMPTY=',
    'TARGET_ROOT=/proc/1/root',
    'TARGET_PATH=/app/bin:/usr/bin',
  ]);
});

test.each([
  'LD_PRELOAD=/evil.so',
  'LD_LIBRARY_PATH=/lib',
  'ENV=/evil.sh',
  'BASH_ENV=/evil.sh',
  'BASH_FUNC_ls%%=() { id; }',
  'PS1=$(id)',
  'TMOUT=1',
  'HOME=/nowhere',
  'TERM=dumb',
  'TARGET_ROOT=/',
  'GANTRY_SESSION=x',
  'a b=c',
  '=x',
])('%s does not get into it', (line) => {
  expect(targetEnv([line], '/target')).toEqual(['TARGET_ROOT=/target', 'TARGET_PATH=']);
});
