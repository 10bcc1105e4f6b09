import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { unshared } from '../disk/unshared-fixture.ts';
import { LeftRunning } from './left-running.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'left-running-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const notes = () => readdir(join(folder, 'running')).catch(() => []);
/** Starts a shell script in a group of its own; resolves once it says that it is ready. */
async function start(script: string, env: NodeJS.ProcessEnv) {
  const child = spawn('sh', ['-c', script], { env, detached: true, stdio: ['ignore', 'pipe', 'ignore'] });
  const ended = once(child, 'exit');
  await once(child.stdout, 'data');
  return { child, ended };
}
/** As a process that is killed leaves it: what it ran goes on, and so does the word of it. */
function leave(script: string): ReturnType<typeof start> {
  const env = { PATH: process.env['PATH'] };
  return new Promise((resolve) => {
    void new LeftRunning(unshared(folder)).marked(env, async (env) => {
      resolve(await start(script, env));
      await new Promise(() => undefined);
    });
  });
}

// Nothing tells the environment of a process elsewhere.
describe.runIf(process.platform === 'linux')('a program that was left running', () => {
  test('is ended by the next start, with what it started in groups of its own', async () => {
    const { child, ended } = await leave(`perl -e 'setpgrp; sleep 1000' & echo "ready"; sleep 1000`);
    const other = await start('echo ready; sleep 1000', { PATH: process.env['PATH'], GANTRY_PROGRAM: 'f'.repeat(32) });
    expect(await notes()).toHaveLength(1);
    await new LeftRunning(unshared(folder)).sweep();
    await ended;
    expect(child.signalCode).toBe('SIGTERM');
    expect(await notes()).toEqual([]);
    expect(other.child.exitCode ?? other.child.signalCode).toBe(null);
    other.child.kill();
    await other.ended;
  });

  test('is killed if it does not end when it is asked', async () => {
    const { child, ended } = await leave(`trap '' TERM; echo ready; while :; do sleep 1; done`);
    await new LeftRunning(unshared(folder)).sweep();
    await ended;
    expect(child.signalCode).toBe('SIGKILL');
  });
});

test('what runs now stays, and leaves no word once it has ended', async () => {
  const programs = new LeftRunning(unshared(folder));
  let marker: string | undefined;
  const result = await programs.marked({ A: '1' }, async (env) => {
    marker = env['GANTRY_PROGRAM'];
    expect(env['A']).toBe('1');
    expect(await notes()).toEqual([marker]);
    await programs.sweep();
    expect(await notes()).toEqual([marker]);
    return 'done';
  });
  expect(result).toBe('done');
  expect(marker).toMatch(/^[0-9a-f]{32}$/);
  expect(await notes()).toEqual([]);
});

test('where nothing may be kept, nothing is noted, and nobody else’s is ended', async () => {
  const notMine = { ...unshared(folder), mine: () => Promise.resolve(false) };
  await new LeftRunning(notMine).marked({}, async () => expect(await notes()).toEqual([]));
  await new LeftRunning(notMine).sweep();
});
