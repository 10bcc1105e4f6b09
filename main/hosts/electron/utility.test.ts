import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fake } from '../../../e2e/fake/electron.ts';
import { UtilityJobs } from '../../processes/utility-jobs.ts';
import { electronUtility } from './utility.ts';

const program = fileURLToPath(new URL('../../processes/hostile-jobs.source.mjs', import.meta.url));
const never = new AbortController().signal;
const jobs = new UtilityJobs<{ readonly [name: string]: (input: unknown) => unknown }>(electronUtility(program), {
  start: 60_000,
});

beforeEach(() => fake.reset());
afterEach(() => jobs.dispose());

test('jobs run in Electron’s utility processes, and one that dies is lost alone', { timeout: 60_000 }, async () => {
  await fake.becomeReady();
  expect(await jobs.run('echo', { text: 'x', bytes: new Uint8Array([1]) }, never)).toEqual({
    text: 'x',
    bytes: new Uint8Array([1]),
  });
  await expect(jobs.run('abort', undefined, never)).rejects.toMatchObject({ name: 'JobLost', why: 'died' });
  expect(await jobs.run('echo', 1, never)).toBe(1);
  const [path, args, options] = fake.firstCall('utilityProcess.fork');
  expect([path, args]).toEqual([program, [program]]);
  expect(options).toMatchObject({ stdio: 'ignore', env: expect.not.objectContaining({ PATH: expect.anything() }) });
});

test('none is started before Electron is ready', async () => {
  await expect(jobs.run('echo', 1, never)).rejects.toThrow('before app is ready');
});
