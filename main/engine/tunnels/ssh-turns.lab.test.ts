import { describe, expect, test } from 'vitest';
import { afterwards, never, sshd, wayTo } from '../../../e2e/lab/ssh/ways.ts';
import { docker, lab } from '../../../e2e/lab/use.ts';
import { dockerEngine } from '../docker/engine.ts';

describe('a verb on an engine far away', () => {
  test('goes there and back twice at most, but for commands and where it asks who would be harmed', async () => {
    const far = await sshd({ delay: 10 });
    const engine = dockerEngine(wayTo(far).address);
    await engine.version(never);
    const { containers, images, volumes, networks } = engine;
    const id = await docker('run', '-d', '--init', 'busybox', 'sleep', '1000');
    afterwards(() => lab.cli('rm', '-f', id));
    await docker('network', 'create', 'far-net');
    await docker('volume', 'create', 'far-volume');
    const first = async (items: AsyncIterable<unknown>): Promise<void> => {
      for await (const _ of items) return;
    };
    const verbs: readonly (readonly [name: string, run: () => Promise<unknown>])[] = [
      ['ping', () => engine.ping(never)],
      ['information', () => engine.system.info(never)],
      ['disk', () => engine.disk.usage(never)],
      ['list', () => containers.list('all', never)],
      ['inspect', () => containers.inspect(id, never)],
      ['a log', () => first(containers.logs(id, { tail: 10, follow: false }, never))],
      ['figures', () => first(containers.stats(id, never))],
      ['a command', () => containers.run(id, { command: ['true'] }, never)],
      ['pause', () => containers.pause(id, never)],
      ['unpause', () => containers.unpause(id, never)],
      ['rename', () => containers.rename(id, 'far-away', never)],
      ['connect', () => networks.connect({ id: 'far-net', container: id, aliases: [] }, never)],
      ['disconnect', () => networks.disconnect('far-net', id, false, never)],
      ['kill', () => containers.kill(id, never)],
      ['start', () => containers.start(id, never)],
      ['restart', () => containers.restart(id, never)],
      ['stop', () => containers.stop(id, never)],
      ['remove', () => containers.remove(id, true, never)],
      ['list images', () => images.list(never)],
      ['inspect an image', () => images.inspect('busybox', never)],
      ['tag', () => images.tag('busybox', 'far-box:1', never)],
      ['untag', () => images.remove('busybox', { reference: 'far-box:1', force: false }, never)],
      ['list volumes', () => volumes.list(never)],
      ['inspect a volume', () => volumes.inspect('far-volume', never)],
      ['remove a volume', () => volumes.remove('far-volume', never)],
      ['list networks', () => networks.list(never)],
      ['inspect a network', () => networks.inspect('far-net', never)],
      ['remove a network', () => networks.remove('far-net', never)],
    ];
    const counted: [string, number][] = [];
    for (const [name, run] of verbs) {
      const before = far.turns;
      await run();
      counted.push([name, far.turns - before]);
    }
    expect(counted.filter(([, turns]) => turns > 2).map(([name]) => name)).toEqual([
      // Made, given a way of its own, started, and asked how it ended, again while the engine does not know that yet: each
      // needs what the one before it answers.
      'a command',
      // What would be left without a network is asked about first, by the name that has to be asked for.
      'remove a network',
    ]);
  });
});
