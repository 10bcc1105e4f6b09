import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { toProblem } from '../../../app/rpc/problem.ts';
import type { Engines } from '../engine/engine.ts';
import { createTasks } from '../tasks/tasks.ts';
import { createStarting } from './starting.ts';

const engine = 'e000000000000';
const context = { signal: new AbortController().signal };

let root: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gantry-start-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

/** A service on a machine that has these programs, each a shell script, for one engine that is at a socket. */
async function serviceFor(path: string, programs: Readonly<Record<string, string>>) {
  for (const [name, script] of Object.entries(programs)) {
    await writeFile(join(root, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(root, name), 0o755);
  }
  const retried: string[] = [];
  const endpoint = { name: 'Docker', address: { kind: 'unix', path } };
  const engines = {
    connection: () => ({ endpoint }),
    retry: ({ engine }: { engine: string }) => retried.push(engine),
  } as unknown as Engines;
  const tasks = createTasks();
  const machine = { env: {}, home: '/home/me', platform: 'linux', uid: 1000, root } as const;
  const service = createStarting(engines, tasks, machine, { PATH: root });
  const started = async () => {
    const { task } = await service.start({ engine }, context);
    const ended = await tasks.wait(task);
    const lines: unknown[] = [];
    for await (const step of tasks.output({ task }, context)) lines.push(...step.lines);
    return { ...ended, lines };
  };
  return { service, retried, started };
}

describe('a command that starts an engine', () => {
  test('is run as it was shown, what it prints is told, and the engine is asked again', async () => {
    const { service, retried, started } = await serviceFor('/home/me/.colima/work/docker.sock', {
      colima: 'echo "called with $# of $*"; echo "and this" >&2',
    });
    expect(await service.find({ engine }, context)).toEqual({ command: ['colima', 'start', 'work'], here: true });
    const task = await started();
    expect(task).toMatchObject({ kind: 'start', state: 'succeeded', cli: 'colima start work' });
    expect(task.lines).toEqual(expect.arrayContaining([{ text: 'called with 2 of start work' }, { text: 'and this' }]));
    expect(retried).toEqual([engine]);
  });

  test('that fails says so, and asks for nothing', async () => {
    const { retried, started } = await serviceFor('/home/me/.orbstack/run/docker.sock', { orb: 'echo broken; exit 4' });
    expect(await started()).toMatchObject({
      state: 'failed',
      problem: { reason: 'start-failed', params: { program: 'orb', code: 4 } },
      lines: [{ text: 'broken' }],
    });
    expect(retried).toEqual([]);
  });

  test('is told but not run where its program is not', async () => {
    const { service } = await serviceFor('/home/me/.colima/default/docker.sock', {});
    expect(await service.find({ engine }, context)).toEqual({ command: ['colima', 'start'], here: false });
    const refused = await Promise.resolve(service.start({ engine }, context)).catch(toProblem);
    expect(refused).toMatchObject({ code: 'unsupported', reason: 'start-not-here', params: { program: 'colima' } });
  });

  test('of systemd is run only where that runs the machine', async () => {
    const { service } = await serviceFor('/run/docker.sock', { systemctl: 'exit 0' });
    const command = ['systemctl', 'start', 'docker'];
    expect(await service.find({ engine }, context)).toEqual({ command, here: false });
    await mkdir(join(root, 'run/systemd/system'), { recursive: true });
    expect(await service.find({ engine }, context)).toEqual({ command, here: true });
  });

  test('is not made up for an engine that nothing is known to start', async () => {
    const { service } = await serviceFor('/tmp/x.sock', {});
    expect(await service.find({ engine }, context)).toBeUndefined();
    const refused = await Promise.resolve(service.start({ engine }, context)).catch(toProblem);
    expect(refused).toMatchObject({ code: 'unsupported', reason: 'start-unknown' });
  });
});
