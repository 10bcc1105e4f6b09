import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { endChildren, runChild } from './child.ts';
import { groupLives } from './group.ts';

/** Windows has neither shell scripts, nor signals that a program could ignore, nor a limit of descriptors. */
const noSignals = process.platform === 'win32';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'gantry-child-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const env = { PATH: process.env['PATH'] };
const never = new AbortController().signal;
const sh = (script: string, more: Partial<Parameters<typeof runChild>[0]> = {}) =>
  runChild({ command: 'sh', args: ['-c', script], env, signal: never, limit: 1000, ...more });

/** A program that no signal ends but the last one, with one that it started in a group of its own, and one in the same. */
const stubborn = `
trap '' INT TERM
echo $$ > "$DIR/leader"
sh -c "trap '' INT TERM; echo ready >> \\"$DIR/ready\\"; while :; do sleep 1; done" &
perl -e 'setpgrp; $SIG{INT} = $SIG{TERM} = "IGNORE"; open F, ">>", "$ENV{DIR}/ready"; print F "ready\\n"; close F; sleep 1 while 1' &
while :; do sleep 1; done`;

async function startStubborn(signal: AbortSignal, limit: number) {
  const ended = sh(stubborn, { env: { ...env, DIR: dir }, signal, limit });
  await expect
    .poll(() => readFile(join(dir, 'ready'), 'utf8').catch(() => ''), { timeout: 15_000 })
    .toBe('ready\nready\n');
  return { ended, leader: Number(await readFile(join(dir, 'leader'), 'utf8')) };
}

describe.runIf(process.platform === 'linux')('a program that ignores every signal', () => {
  test('is gone with all that it started when its signal’s promise settles', async () => {
    const abort = new AbortController();
    const { ended, leader } = await startStubborn(abort.signal, 1500);
    expect(await groupLives(leader)).toBe(true);
    abort.abort();
    await ended;
    expect(await groupLives(leader)).toBe(false);
  });

  test('is gone sooner when Gantry ends, though it was cancelled with more time before', async () => {
    const abort = new AbortController();
    const { ended, leader } = await startStubborn(abort.signal, 600_000);
    abort.abort();
    await endChildren(1000);
    expect(await groupLives(leader)).toBe(false);
    await ended;
  });

  test('is gone when Gantry ends without anybody having cancelled it', async () => {
    const { ended, leader } = await startStubborn(never, 600_000);
    await endChildren(1000);
    expect(await groupLives(leader)).toBe(false);
    await ended;
  });
});

describe.skipIf(noSignals)('a program', () => {
  test('may tidy up before it ends', async () => {
    const abort = new AbortController();
    let printed = '';
    const ended = sh('trap "echo tidied; exit 7" INT; echo ready; while :; do sleep 0.1; done', {
      signal: abort.signal,
      limit: 20_000,
      onOutput: (piece) => {
        printed += piece.toString();
        if (printed === 'ready\n') abort.abort();
      },
    });
    expect(await ended).toBe(7);
    expect(printed).toBe('ready\ntidied\n');
  });

  test('that leaves another one behind with its output open has ended all the same', async () => {
    const pids: number[] = [];
    const onOutput = (piece: Buffer) => pids.push(Number(piece.toString()));
    expect(await sh('sleep 1000 & echo $!; exit 3', { onOutput })).toBe(3);
    for (const pid of pids) process.kill(pid);
  });

  test('that is not there, may not be run, or has no folder to run in is told by the system’s code', async () => {
    const order = { command: join(dir, 'none'), args: [], env, signal: never, limit: 100, onOutput: () => undefined };
    await expect(runChild({ ...order, input: 'x' })).rejects.toMatchObject({ code: 'ENOENT' });
    await writeFile(join(dir, 'text'), '', { mode: 0o644 });
    await expect(runChild({ ...order, command: join(dir, 'text') })).rejects.toMatchObject({ code: 'EACCES' });
    await expect(runChild({ ...order, command: 'sh', cwd: join(dir, 'none') })).rejects.toMatchObject({
      code: 'ENOENT',
    });
    const huge = { ...env, HUGE: 'x'.repeat(10_000_000) };
    await expect(runChild({ ...order, command: 'sh', env: huge })).rejects.toMatchObject({ code: 'E2BIG' });
  });

  test('that prints without end or line ends lets others have their turn, and does not read its input', async () => {
    const abort = new AbortController();
    let bytes = 0;
    let turns = 0;
    const timer = setInterval(() => {
      // Only turns beside its printing tell: it may be long until it starts.
      if (bytes > 0) turns += 1;
      if (turns === 20) abort.abort();
    }, 5);
    const onOutput = (piece: Buffer) => {
      bytes += piece.length;
    };
    await sh('cat /dev/zero', { signal: abort.signal, limit: 1000, input: 'x'.repeat(1_000_000), onOutput });
    clearInterval(timer);
    expect(turns).toBeGreaterThanOrEqual(20);
  });
});

test.skipIf(noSignals)('without descriptors fails and lets the process live', async () => {
  const script = fileURLToPath(new URL('./no-descriptors.source.mjs', import.meta.url));
  // Enough for Node and the loader, which reads many files at once; the script takes what is left.
  const { stdout } = await promisify(execFile)('bash', [
    '-c',
    'ulimit -n 300; exec "$0" "$@"',
    process.execPath,
    script,
  ]);
  expect(stdout.trim().split('\n')).toEqual([
    'run EMFILE',
    'compose unsupported',
    'helper not-found',
    'find missing',
    'job not-started',
    'detached',
    'alive',
  ]);
});
