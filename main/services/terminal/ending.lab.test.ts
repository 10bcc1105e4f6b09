import { afterAll, describe, expect, test } from 'vitest';
import { docker, lab } from '../../../e2e/lab/use.ts';
import { dockerEngine } from '../../engine/docker/engine.ts';
import { endShells, markerOf } from './ending.ts';

const engine = dockerEngine({ kind: 'unix', path: lab.socket });
const { signal } = new AbortController();
const containers: string[] = [];

async function run(...args: string[]): Promise<string> {
  const id = await docker('run', '-d', '--init', ...args, 'busybox', 'sleep', '100000');
  containers.push(id);
  return id;
}

afterAll(async () => {
  if (containers.length > 0) await docker('rm', '-f', ...containers);
});

/** Starts a shell as Gantry does, with a line for it. */
async function shellIn(id: string, shell: string, line: string): Promise<void> {
  const command = ['/bin/sh', '-c', 'exec sh', markerOf(shell)];
  const exec = await engine.containers.exec(id, { command, env: [markerOf(shell)], cols: 80, rows: 24 }, signal);
  void (async () => {
    for await (const _ of exec.output);
  })();
  await exec.write(Buffer.from(`${line}\n`));
}

/** The command lines of all that runs in a container, with their users. */
async function commands(id: string): Promise<string[]> {
  const lines = (await docker('top', id, '-eo', 'pid,uid,args')).split('\n').slice(1);
  return lines.map((line) => line.trim().replace(/^\d+\s+(\d+)\s+/, '$1 ')).filter((line) => !line.includes('init'));
}

const [one, other] = ['1'.repeat(32), '2'.repeat(32)];

describe('ending a shell', () => {
  test('ends what it put into the background, however it did so, and nothing else', async () => {
    const id = await run();
    const jobs = ['sleep 1001 &', '(trap "" HUP; sleep 1002) &', 'setsid sleep 1003 &'];
    await shellIn(id, one, `${jobs.join(' ')} setsid sh -c "trap : HUP; while :; do sleep 1004; done" & sleep 1005`);
    await shellIn(id, other, 'sleep 2001');
    await docker('exec', '-d', id, 'sleep', '3001');
    for (const sleep of [1001, 1002, 1003, 1004, 1005, 2001]) {
      await expect.poll(() => commands(id), { timeout: 20_000 }).toContain(`0 sleep ${sleep}`);
    }
    await endShells(engine, id, [one], signal);
    expect((await commands(id)).sort()).toEqual(['0 sh', '0 sleep 100000', '0 sleep 2001', '0 sleep 3001']);
    await endShells(engine, id, [other, one], signal);
    await expect.poll(async () => (await commands(id)).sort()).toEqual(['0 sleep 100000', '0 sleep 3001']);
  });

  test('ends as root what became another user’s', async () => {
    const id = await run('--user', '1000');
    const prepare = 'echo root::0:0:root:/:/bin/sh >/etc/passwd; cp /bin/busybox /bin/su; chmod 4755 /bin/su';
    await docker('exec', '--user', '0', id, 'rm', '/bin/su');
    await docker('exec', '--user', '0', id, 'sh', '-c', prepare);
    await shellIn(id, one, '/bin/su -c "trap : HUP; while :; do sleep 1001; done"');
    await expect.poll(() => commands(id), { timeout: 20_000 }).toContain('0 sleep 1001');
    await endShells(engine, id, [one], signal);
    await expect.poll(() => commands(id), { timeout: 20_000 }).toEqual(['1000 sleep 100000']);
  });

  test('has nothing to do in a container that has stopped or is gone, and cannot in a paused one', async () => {
    const id = await run();
    await docker('pause', id);
    await expect(endShells(engine, id, [one], signal)).rejects.toMatchObject({ problem: { code: 'conflict' } });
    await docker('unpause', id);
    await docker('stop', '-t', '0', id);
    await endShells(engine, id, [one], signal);
    await endShells(engine, 'f'.repeat(64), [one], signal);
  });
});
