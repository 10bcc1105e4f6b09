import { describe, expect, test } from 'vitest';
import { onEachEngine } from '../../../e2e/lab/engines.ts';
import { dockerEngine } from '../../engine/docker/engine.ts';
import type { Engines } from '../engine/engine.ts';
import { createTasks } from '../tasks/tasks.ts';
import { createContainers } from './containers.ts';

const context = { signal: new AbortController().signal };
/** Takes a moment to end, as programs do. */
const slow = 'trap "sleep 1; exit 0" TERM; echo up; while :; do sleep 0.1; done';

describe('a stop while a container restarts', () => {
  onEachEngine((tested) => {
    test('is not lost', async () => {
      const engine = dockerEngine({ kind: 'unix', path: tested().socket });
      // Verbs ask for nothing else.
      const containers = createContainers(
        { ready: async () => engine } as unknown as Engines,
        createTasks(),
        async () => ({
          volumes: 0,
        }),
      );
      const id = (await tested().cli('run', '-d', 'busybox', 'sh', '-c', slow)).stdout.trim();
      await expect.poll(async () => (await tested().cli('logs', id)).stdout).toContain('up');
      const one = { engine: 'e000000000000', id };
      const restarting = containers.restart(one, context);
      await containers.stop(one, context);
      await restarting;
      expect((await engine.containers.inspect(id, context.signal)).state).toBe('exited');
      await engine.containers.remove(id, true, context.signal);
    }, 60_000);
  });
});
