import { expect, test } from 'vitest';
import { docker, lab } from './use.ts';

test('every lab test has an engine with the busybox image', async () => {
  expect(await docker('images', '--format', '{{.Repository}}:{{.Tag}}')).toContain('busybox:latest');
  expect(await docker('run', '--rm', 'busybox', 'echo', 'hello')).toBe('hello');
});

test('a failing docker command throws with what it said, or is a result to look at', async () => {
  await expect(docker('inspect', 'no-such-thing')).rejects.toThrow(/no-such-thing/i);
  expect((await lab.cli('inspect', 'no-such-thing')).code).toBe(1);
});
