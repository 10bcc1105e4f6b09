import { afterEach, expect, test } from 'vitest';
import { ContainerSpec } from '../../../app/create.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import { bareSpec } from '../../../e2e/fake/bare-spec.ts';
import { dockerOn } from '../../../e2e/lab/cli.ts';
import { onEachEngine } from '../../../e2e/lab/engines.ts';
import type { Engine } from '../engine.ts';
import { dockerEngine } from './engine.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

const never = new AbortController().signal;

onEachEngine((tested) => {
  const engine = (): Engine => dockerEngine({ kind: 'unix', path: tested().socket });

  const docker = dockerOn(tested);

  /** A container of the docker command that is taken away after the test. */
  async function make(...args: string[]): Promise<string> {
    const id = await docker(...args);
    closers.push(async () => {
      await tested().cli('kill', id);
      await docker('rm', '-f', id);
    });
    return id;
  }

  test('a container that has half a processor uses no more than that', async () => {
    const id = await make('run', '-d', '--cpus', '0.5', 'busybox', 'sh', '-c', 'while :; do :; done');
    const figures: number[] = [];
    for await (const { cpu } of engine().containers.stats(id, never)) {
      if (cpu !== undefined) figures.push(cpu);
      if (figures.length === 2) break;
    }
    // What a quota of 100 ms lets through varies a little; a busy machine may give less.
    expect(Math.max(...figures)).toBeGreaterThan(1);
    expect(Math.max(...figures)).toBeLessThan(75);
  }, 60_000);

  test('what has ended has no open ports, in the list and in its detail', async () => {
    const { containers } = engine();
    const id = await make('run', '-d', '-p', '127.0.0.1::80', 'busybox', 'sleep', '1000');
    const ports = async () => {
      const row = (await containers.list('all', never)).find((one) => one.id === id);
      return [row?.ports.length, (await containers.inspect(id, never)).ports.length];
    };
    expect(await ports()).toEqual([1, 1]);
    await docker('kill', id);
    await docker('wait', id);
    await expect.poll(ports).toEqual([0, 0]);
  }, 60_000);

  test('the engine’s own networks have the same age whenever they are looked at', async () => {
    // In any order: Docker lists them as they come.
    const ages = async () => {
      const own = (await engine().networks.list(never)).filter(({ builtin }) => builtin);
      return new Map(own.map(({ name, created }) => [name, created]));
    };
    const first = await ages();
    expect(first.size).toBeGreaterThan(0);
    expect(await ages()).toEqual(first);
  });

  test.each([
    ['command', { command: ['nosuch'] }],
    ['command', { command: ['/etc/passwd'] }],
    ['user', { user: 'nobody-here', command: ['true'] }],
    ['network', { network: 'nowhere', command: ['true'] }],
  ])(
    'a %s that cannot be is told at its field',
    async (field, more) => {
      const { containers } = engine();
      const spec = ContainerSpec.parse({ ...bareSpec, ...more });
      const run = async () => {
        const { id } = await containers.create(spec, never);
        closers.push(() => containers.remove(id, true, never));
        await containers.launch(id, never);
      };
      const found = await run().then(() => undefined, toProblem);
      expect(found).toMatchObject({ field });
      expect(found?.detail).not.toMatch(/\n$/);
    },
    60_000,
  );
});
