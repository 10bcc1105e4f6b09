import { expect, test } from 'vitest';
import { commitCommand } from './commit-command.ts';

test('a commit’s line quotes what a shell would split', () => {
  expect(commitCommand('web', { changes: [], pause: true })).toBe('docker commit web');
  const all = { reference: 'a/b:1', message: "it's", author: 'A B', changes: ['ENV A=$B', 'USER root'], pause: false };
  expect(commitCommand('web', all)).toBe(
    `docker commit --author 'A B' --change 'ENV A=$B' --change 'USER root' --message 'it'\\''s' --pause=false web a/b:1`,
  );
});
