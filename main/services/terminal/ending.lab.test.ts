import { afterEach, describe, expect, test } from 'vitest';
import { dockerOn } from '../../../e2e/lab/cli.ts';
import { onEachEngine, type TestedEngine } from '../../../e2e/lab/engines.ts';
import { dockerEngine } from '../../engine/docker/engine.ts';
import type { RunAs } from '../../engine/ports/containers.ts';
import { endShells, markerOf } from './ending.ts';

const { signal } = new AbortController();
const [one, other] = ['1'.repeat(32), '2'.repeat(32)];
const patient = { timeout: 20_000 };

/** One engine and what the tests do to it. */
function on(tested: () => TestedEngine) {
  const containers: string[] = [];
  const engine = () => dockerEngine({ kind: 'unix', path: tested().socket });
  const docker = dockerOn(tested);
  return {
    engine,
    docker,
    async run(...args: string[]): Promise<string> {
      const id = await docker('run', '-d', '--init', ...args, 'busybox', 'sleep', '100000');
      containers.push(id);
      return id;
    },
    async clean(): Promise<void> {
      if (containers.length > 0) await docker('rm', '-f', ...containers.splice(0));
    },
    /** Starts a shell as Gantry does, with a line for it. */
    async shell(id: string, shell: string, line: string, as: RunAs = {}): Promise<void> {
      const command = ['/bin/sh', '-c', 'exec sh', markerOf(shell)];
      const run = { command, env: [markerOf(shell)], cols: 80, rows: 24, ...as };
      const exec = await engine().containers.exec(id, run, signal);
      void (async () => {
        for await (const _ of exec.output);
      })();
      await exec.write(Buffer.from(`${line}\n`));
    },
    /** The command lines of all that runs in a container, with their users, root as 0. */
    async commands(id: string): Promise<string[]> {
      const lines = (await docker('exec', '--user', '0', id, 'ps', '-o', 'user,args')).split('\n').slice(1);
      return lines
        .map((line) => line.trim().replace(/^(\w+) +/, (_, user) => (user === 'root' ? '0 ' : `${user} `)))
        .filter((line) => !/init| ps -o|\[/.test(line));
    },
  };
}

describe('ending a shell', () => {
  onEachEngine((tested) => {
    const { engine, docker, run, clean, shell, commands } = on(tested);
    afterEach(clean, 60_000);

    test('ends what it put into the background, however it did so, and nothing else', async () => {
      const id = await run();
      const jobs = ['sleep 1001 &', '(trap "" HUP; sleep 1002) &', 'setsid sleep 1003 &', 'env -i sleep 1006 &'];
      // Only what sheds both the session and the environment is no longer the shell's, as for a terminal.
      jobs.push('env -i setsid sleep 3002 &');
      await shell(id, one, `${jobs.join(' ')} setsid sh -c "trap : HUP; while :; do sleep 1004; done" & sleep 1005`);
      await shell(id, other, 'sleep 2001');
      await docker('exec', '-d', id, 'sleep', '3001');
      for (const sleep of [1001, 1002, 1003, 1004, 1005, 1006, 2001, 3001, 3002]) {
        await expect.poll(() => commands(id), patient).toContain(`0 sleep ${sleep}`);
      }
      await endShells(engine(), id, [one], {}, signal);
      const others = ['0 sleep 100000', '0 sleep 3001', '0 sleep 3002'];
      expect((await commands(id)).sort()).toEqual(['0 sh', ...others, '0 sleep 2001'].sort());
      await endShells(engine(), id, [other, one], {}, signal);
      await expect.poll(async () => (await commands(id)).sort(), patient).toEqual(others);
    }, 60_000);

    test('ends as root what became another user’s', async () => {
      const id = await run('--user', '1000');
      const prepare = 'echo root::0:0:root:/:/bin/sh >/etc/passwd; cp /bin/busybox /bin/su; chmod 4755 /bin/su';
      await docker('exec', '--user', '0', id, 'rm', '/bin/su');
      await docker('exec', '--user', '0', id, 'sh', '-c', prepare);
      await shell(id, one, '/bin/su -c "trap : HUP; while :; do sleep 1001; done"');
      await expect.poll(() => commands(id), patient).toContain('0 sleep 1001');
      await endShells(engine(), id, [one], {}, signal);
      await expect.poll(() => commands(id), patient).toEqual(['1000 sleep 100000']);
    }, 60_000);

    test('ends as another user what was started as one, and as root what that became', async () => {
      const id = await run('--cap-drop', 'SYS_PTRACE');
      await shell(id, one, 'setsid sleep 1001 & sleep 1002', { user: '1000' });
      await shell(id, other, 'sleep 2001');
      for (const sleep of ['1000 sleep 1001', '1000 sleep 1002', '0 sleep 2001']) {
        await expect.poll(() => commands(id), patient).toContain(sleep);
      }
      await endShells(engine(), id, [one], { user: '1000' }, signal);
      expect((await commands(id)).sort()).toEqual(['0 sh', '0 sleep 100000', '0 sleep 2001']);
    }, 60_000);

    test('has nothing to do in a container that has stopped or is gone, and cannot in a paused one', async () => {
      const id = await run();
      await docker('pause', id);
      await expect(endShells(engine(), id, [one], {}, signal)).rejects.toMatchObject({ problem: { code: 'conflict' } });
      await docker('unpause', id);
      await docker('stop', '-t', '0', id);
      await endShells(engine(), id, [one], {}, signal);
      await endShells(engine(), 'f'.repeat(64), [one], {}, signal);
    }, 60_000);
  });
});
