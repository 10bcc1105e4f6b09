import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { Engines } from '../engine/engine.ts';
import { createDockerConfig } from '../registries/docker-config.ts';
import { Tasks } from '../tasks/tasks.ts';
import { createTransfers } from './transfers.ts';

const context = { signal: new AbortController().signal };
/** A file that opens, says that it has 4 KiB, and cannot be read. */
const unreadable = '/sys/class/net/lo/speed';
const fails = () =>
  readFile(unreadable).then(
    () => false,
    () => true,
  );

test.runIf(process.platform === 'linux')(
  'an archive that cannot be read fails its task while the engine still connects',
  async () => {
    expect(await fails()).toBe(true);
    const tasks = new Tasks();
    let connected: (engine: unknown) => void = () => {};
    const ready = new Promise((resolve) => {
      connected = resolve;
    });
    const engines = { ready: () => ready } as unknown as Engines;
    const transfers = createTransfers(engines, tasks, createDockerConfig({ DOCKER_CONFIG: '/nowhere' }));
    const { task } = await transfers.load({ engine: 'e0123456789ab', path: unreadable }, context);
    // What was asked of the disk before these has been answered after them.
    for (let n = 0; n < 20; n += 1) await fails();
    let asked = false;
    connected({
      transfers: {
        load: () => {
          asked = true;
          return [];
        },
      },
    });
    expect(await tasks.wait(task)).toMatchObject({
      state: 'failed',
      problem: { reason: 'archive-unreadable', detail: expect.stringContaining('EINVAL') },
    });
    expect(asked).toBe(false);
    await tasks.dispose();
  },
);
