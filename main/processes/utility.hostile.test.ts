import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, test } from 'vitest';
import { forkUtility } from './fork.ts';
import type { JobLimits } from './utility-jobs.ts';
import { UtilityJobs } from './utility-jobs.ts';

interface HostileJobs {
  readonly [name: string]: (input: never) => unknown;
  readonly echo: (input: unknown) => unknown;
  readonly pid: () => number;
  readonly environment: () => readonly string[];
}

const source = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const never = new AbortController().signal;
const lost = (why: string) => ({ name: 'JobLost', why });

let jobs: UtilityJobs<HostileJobs> | undefined;
afterEach(() => jobs?.dispose());

function start(limits: Partial<JobLimits> = {}, program = source('./hostile-jobs.source.mjs')) {
  jobs = new UtilityJobs<HostileJobs>(forkUtility(program), { start: 60_000, ...limits });
  return jobs;
}

const isAlive = (pid: number) => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};
const ended = async (pid: number) => {
  await expect.poll(() => isAlive(pid), { timeout: 20_000 }).toBe(false);
};

describe('a job in a utility process', { timeout: 60_000 }, () => {
  test('answers, or says why it threw, and the process does the next one', async () => {
    const jobs = start();
    const input = { text: 'käse', bytes: new Uint8Array([1, 2]), map: new Map([['a', undefined]]) };
    expect(await jobs.run('echo', input, never)).toEqual(input);
    const pid = await jobs.run('pid', undefined as never, never);
    await expect(jobs.run('fail', undefined as never, never)).rejects.toThrow('on purpose');
    expect(await jobs.run('pid', undefined as never, never)).toBe(pid);
    jobs.dispose();
    await ended(pid);
  });

  test.each(['spin', 'backtrack'])('that never ends (%s) is given up, and its process with it', async (job) => {
    const jobs = start({ job: 300 });
    const pid = await jobs.run('pid', undefined as never, never);
    await expect(jobs.run(job, undefined as never, never)).rejects.toMatchObject(lost('late'));
    await ended(pid);
    expect(await jobs.run('echo', 1, never)).toBe(1);
  });

  test.each(['abort', 'eat'])('that ends its process (%s) is lost, and the next one is not', async (job) => {
    const jobs = start({ job: 60_000 });
    await expect(jobs.run(job, undefined as never, never)).rejects.toMatchObject(lost('died'));
    expect(await jobs.run('echo', 1, never)).toBe(1);
  });

  test('that is cancelled ends at once', async () => {
    const jobs = start({ job: 60_000 });
    const pid = await jobs.run('pid', undefined as never, never);
    const abort = new AbortController();
    const spun = jobs.run('spin', undefined as never, abort.signal);
    await setImmediate();
    abort.abort('not wanted');
    await expect(spun).rejects.toBe('not wanted');
    await ended(pid);
  });

  test('does not wait for one that hangs, unless too many do', async () => {
    const jobs = start({ job: 60_000 });
    const abort = new AbortController();
    const hanging = [1, 2].map(() => jobs.run('spin', undefined as never, abort.signal));
    expect(await jobs.run('echo', 1, never)).toBe(1);
    const more = [...hanging, jobs.run('spin', undefined as never, abort.signal)];
    const waiting = jobs.run('echo', 2, never);
    abort.abort('enough');
    expect((await Promise.allSettled(more)).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected']);
    expect(await waiting).toBe(2);
  });

  test('is lost when its program cannot be started', async () => {
    const jobs = start({}, source('./none.cjs'));
    await expect(jobs.run('echo', 1, never)).rejects.toMatchObject(lost('not-started'));
  });

  test('knows nothing of the person’s environment', async () => {
    process.env['GANTRY_TEST_SECRET'] = 'x';
    const names = await start().run('environment', undefined as never, never);
    delete process.env['GANTRY_TEST_SECRET'];
    expect(names).not.toContain('GANTRY_TEST_SECRET');
    expect(names).not.toContain('PATH');
  });

  test('ends with its parent, even while it hangs and that was killed', async () => {
    const parent: ChildProcess = spawn(process.execPath, [source('./hostile-parent.source.mjs')], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line] = await once(parent.stdout!, 'data');
    const pid = Number(String(line));
    expect(isAlive(pid)).toBe(true);
    parent.kill('SIGKILL');
    await ended(pid);
  });
});
