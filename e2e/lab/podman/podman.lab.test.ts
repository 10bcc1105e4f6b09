import type { ChildProcess } from 'node:child_process';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { outcome } from '../base/command.ts';
import { slotOf } from '../base/slot.ts';
import { killWithSupervisor, startLabProcess } from '../caller.ts';
import { cliEnvironment, dockerOn } from '../cli.ts';
import { type Lab, type LabOptions, startLab } from '../lab.ts';
import { engineProgram } from '../programs/programs.ts';
import { followTraces, givenBack } from '../traces.ts';
import { roomAddress } from './room.ts';

const labs: Lab[] = [];
const callers: ChildProcess[] = [];

afterEach(async () => {
  for (const caller of callers.splice(0)) caller.kill('SIGKILL'); // its lab ends by itself
  await Promise.all(labs.splice(0).map((lab) => lab.stop()));
});

const docker = (lab: Lab, ...args: string[]): Promise<string> => dockerOn(() => lab)(...args);

const webScript = 'mkdir -p /www; echo "$0" >/www/index.html; exec httpd -f -p 80 -h /www';

async function says(lab: Lab, port: number): Promise<string> {
  const url = `http://${roomAddress(slotOf(lab.dir))}:${port}/`;
  return (await (await fetch(url, { signal: AbortSignal.timeout(2000) })).text()).trim();
}

describe.each(['podman4', 'podman5'] as const)('%s', (kind) => {
  let reason = '';

  beforeEach(async ({ skip }) => {
    await engineProgram(kind, console.error).catch((error: unknown) => void (reason = String(error)));
    skip(reason !== '', reason);
  }, 240_000);

  async function start(options?: LabOptions): Promise<Lab> {
    const lab = await startLab({ ...options, program: await engineProgram(kind, console.error) });
    labs.push(lab);
    return lab;
  }

  /** Starts main.ts as a process of its own with a container in it. */
  async function startCaller(): Promise<{ caller: ChildProcess; dir: string; traces: () => string[] }> {
    const { caller, socket, dir } = await startLabProcess(['--on', kind, '--registry'], (one) => callers.push(one));
    const run = [
      'run',
      '-d',
      '--restart',
      'always',
      '--network',
      'shop',
      '-v',
      'data:/data',
      'busybox',
      'sleep',
      '999',
    ];
    for (const args of [['network', 'create', 'shop'], run]) {
      const { code, stderr } = await outcome('docker', args, cliEnvironment(dir, socket));
      if (code !== 0) throw new Error(stderr);
    }
    const traces = followTraces(dir);
    expect(traces().length).toBeGreaterThan(5);
    return { caller, dir, traces };
  }

  test('two run side by side and end apart, on the same ports and with limits', async () => {
    const [one, two] = await Promise.all([start(), start()]);
    const traces = followTraces(one!.dir);
    const web = [
      'run',
      '-d',
      '--name',
      'web',
      '-p',
      '8080:80',
      '--memory',
      '50m',
      '--cpus',
      '0.5',
      'busybox',
      'sh',
      '-c',
    ];
    await Promise.all([docker(one!, ...web, webScript, 'first'), docker(two!, ...web, webScript, 'second')]);
    await vi.waitFor(async () => expect([await says(one!, 8080), await says(two!, 8080)]).toEqual(['first', 'second']));
    await one!.stop();
    await vi.waitFor(() => expect(traces()).toEqual([]), givenBack);
    expect(await says(two!, 8080)).toBe('second');
    expect(await docker(two!, 'ps', '--format', '{{.Names}} {{.State}}')).toBe('web running');
  });

  test('what runs does not notice the death of its engine', async () => {
    const lab = await start();
    await docker(lab, 'run', '-d', '--name', 'web', '-p', '8080:80', 'busybox', 'sh', '-c', webScript, 'still here');
    const state = (): Promise<string> =>
      docker(lab, 'inspect', '--format', '{{.State.Pid}} {{.State.StartedAt}}', 'web');
    const before = await state();
    await lab.engine.kill('SIGKILL');
    expect((await lab.cli('ps')).code).not.toBe(0);
    await lab.engine.start();
    expect(await state()).toBe(before);
    await vi.waitFor(async () => expect(await says(lab, 8080)).toBe('still here'));
    await docker(lab, 'restart', '--time', '1', 'web');
    await vi.waitFor(async () => expect(await says(lab, 8080)).toBe('still here'));
  });

  test('an image goes to the registry and comes back', async () => {
    const lab = await start({ registry: true });
    const name = `${lab.registry}/team/busybox:1`;
    await docker(lab, 'tag', 'busybox', name);
    await docker(lab, 'push', name);
    await docker(lab, 'rmi', name, 'busybox');
    await docker(lab, 'pull', name);
    expect(await docker(lab, 'run', '--rm', name, 'echo', 'back')).toBe('back');
  });

  test('nothing is left when the caller is killed, nor after the next start when its supervisor is killed too', async () => {
    const first = await startCaller();
    first.caller.kill('SIGKILL');
    await vi.waitFor(() => expect(first.traces()).toEqual([]), givenBack);
    const { caller, dir, traces } = await startCaller();
    await killWithSupervisor({ caller, dir });
    expect(traces().length).toBeGreaterThan(5);
    const next = await start();
    expect(await docker(next, 'ps', '-aq')).toBe('');
    await next.stop();
    await vi.waitFor(() => expect(traces()).toEqual([]), givenBack);
  });
});
