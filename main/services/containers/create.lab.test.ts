import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import type { ContainerSpec } from '../../../app/create.ts';
import type { Task } from '../../../app/tasks.ts';
import { saying } from '../../../app/text/sayings.ts';
import { bareSpec } from '../../../e2e/fake/bare-spec.ts';
import { docker, lab } from '../../../e2e/lab/use.ts';
import { dockerEngine } from '../../engine/docker/engine.ts';
import type { Engines } from '../engine/engine.ts';
import { createTasks } from '../tasks/tasks.ts';
import { createRuns } from './create.ts';

const engine = dockerEngine({ kind: 'unix', path: lab.socket });
// The service asks it for nothing else.
const engines = { ready: async () => engine } as unknown as Engines;
const tasks = createTasks();
const context = { signal: new AbortController().signal };

const bare: ContainerSpec = { ...bareSpec, command: ['sleep', '1000'], labels: [['gantry-run', '1']] };

async function run(more: Partial<ContainerSpec>, pull?: Parameters<typeof createRuns>[2]): Promise<Task> {
  const runs = createRuns(engines, tasks, pull);
  const input = { engine: 'e00000000000a', spec: { ...bare, ...more }, pull: 'missing' } as const;
  const { task } = await runs.run(input, context);
  return tasks.wait(task);
}

const made = async (): Promise<string[]> =>
  (await docker('ps', '-aq', '--filter', 'label=gantry-run')).split('\n').filter(Boolean);
afterEach(async () => {
  const ids = await made();
  if (ids.length > 0) await docker('rm', '-fv', ...ids);
});

describe('a container on a real engine', () => {
  test('is as it was asked for', async () => {
    const task = await run({
      name: 'gantry-run',
      env: [['A', 'x=y "z"']],
      workdir: '/tmp',
      user: '1000:1000',
      ports: [
        { hostIp: '127.0.0.1', containerPort: 80, protocol: 'tcp' },
        { hostIp: '127.0.0.1', containerPort: 53, protocol: 'udp' },
      ],
      mounts: [
        { type: 'bind', source: '/etc', target: '/host-etc', readOnly: true },
        { type: 'volume', source: 'gantry-run-data', target: '/data', readOnly: false },
        { type: 'tmpfs', source: '', target: '/scratch', readOnly: false },
      ],
      restart: 'on-failure',
      maxRetries: 2,
      memory: 64 * 1024 * 1024,
      cpus: 0.5,
      tty: true,
    });
    expect(task.problem).toBeUndefined();
    const id = String(task.result?.['container']);
    const detail = await engine.containers.inspect(id, context.signal);
    expect(detail).toMatchObject({
      name: 'gantry-run',
      state: 'running',
      command: ['sleep', '1000'],
      workingDir: '/tmp',
      user: '1000:1000',
      tty: true,
      restartPolicy: 'on-failure:2',
    });
    expect(detail.env).toContain('A=x=y "z"');
    expect(detail.mounts).toEqual(
      expect.arrayContaining([
        { type: 'bind', source: '/etc', target: '/host-etc', readOnly: true },
        { type: 'volume', source: 'gantry-run-data', target: '/data', readOnly: false },
      ]),
    );
    expect(detail.ports.map(({ hostIp, containerPort, protocol }) => [hostIp, containerPort, protocol])).toEqual(
      expect.arrayContaining([
        ['127.0.0.1', 80, 'tcp'],
        ['127.0.0.1', 53, 'udp'],
      ]),
    );
    expect(detail.raw).toMatchObject({ HostConfig: { Memory: 67_108_864, NanoCpus: 500_000_000 } });
    expect(await docker('exec', id, 'sh', '-c', 'mount | grep -c " /scratch "')).toBe('1');
    await docker('rm', '-f', id);
    await docker('volume', 'rm', 'gantry-run-data');
  });

  test('gets a name from the engine, and is only created when nothing more was asked for', async () => {
    const task = await run({ start: false });
    expect(task).toMatchObject({
      state: 'succeeded',
      text: saying('created-as', { name: String(task.result?.['name']) }),
    });
    expect(await docker('inspect', '-f', '{{.State.Status}}', String(task.result?.['name']))).toBe('created');
  });

  test('a taken name, a missing image and a missing folder are said at their field', async () => {
    await run({ name: 'gantry-twice' });
    const kept = await made();
    const failures = await Promise.all([
      run({ name: 'gantry-twice' }),
      run({ image: 'gantry-nowhere:1' }),
      run({ mounts: [{ type: 'bind', source: '/gantry-nowhere', target: '/a', readOnly: false }] }),
    ]);
    expect(failures.map(({ problem }) => [problem?.code, problem?.field])).toEqual([
      ['conflict', 'name'],
      ['not-found', 'image'],
      ['invalid-input', 'mounts'],
    ]);
    expect(await made()).toEqual(kept);
  });

  test('what cannot start leaves nothing behind', async () => {
    const listener = createServer().listen(0, '0.0.0.0');
    await new Promise((resolve) => listener.once('listening', resolve));
    const address = listener.address();
    const hostPort = typeof address === 'object' ? (address?.port ?? 0) : 0;
    const ports = [{ hostPort, containerPort: 80, protocol: 'tcp' }] as const;
    const first = await run({
      name: 'gantry-first',
      ports: [{ hostPort: 28_411, containerPort: 80, protocol: 'tcp' }],
    });
    expect(first.problem).toBeUndefined();
    const kept = await made();
    try {
      const failures = [
        await run({ ports: [...ports] }),
        await run({ ports: [{ hostPort: 28_411, containerPort: 80, protocol: 'tcp' }] }),
        await run({ command: ['gantry-no-such-program'] }),
        await run({ user: 'gantry-nobody' }),
        await run({ network: 'gantry-nowhere' }),
      ];
      expect(failures.map(({ problem }) => problem?.field ?? problem)).toEqual([
        'ports',
        'ports',
        'command',
        'user',
        'network',
      ]);
      expect(await made()).toEqual(kept);
    } finally {
      listener.close();
    }
  });

  test('what is cancelled while it is being created leaves nothing behind', async () => {
    const before = await made();
    const task = await run({ image: 'gantry-run-cancelled:1' }, async (_, reference, { id }) => {
      await docker('tag', 'busybox', reference);
      await tasks.cancel({ task: id });
    });
    await docker('rmi', 'gantry-run-cancelled:1');
    expect(task).toMatchObject({ state: 'cancelled' });
    expect(await made()).toEqual(before);
  });

  test('a missing image is pulled first, once', async () => {
    const pulled: string[] = [];
    const task = await run({ image: 'gantry-run-pulled:1' }, async (_, reference) => {
      pulled.push(reference);
      await docker('tag', 'busybox', reference);
    });
    expect(task.state).toBe('succeeded');
    expect(pulled).toEqual(['gantry-run-pulled:1']);
    await docker('rm', '-f', String(task.result?.['container']));
    await docker('rmi', 'gantry-run-pulled:1');
  });
});
