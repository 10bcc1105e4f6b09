import type { Removal } from '../../../app/container/removal.ts';
import type { ContainerState, containers, EngineContainer } from '../../../app/containers.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { saying } from '../../../app/text/sayings.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Engines } from '../engine/engine.ts';
import { pruneEach } from '../tasks/prune.ts';
import type { Tasks } from '../tasks/tasks.ts';

export type Starts = Pick<Tasks, 'start'>;

/** Removes a container, forced or only if it has ended, and tells what it can be made again by. */
export type RemoveContainer = (
  engine: Engine,
  container: EngineContainer & { readonly volumes: boolean; readonly how: 'remove' | 'removeEnded' },
  signal: AbortSignal,
) => Promise<Removal>;

/** The states of what does not run. */
const ended: ReadonlySet<ContainerState> = new Set(['created', 'exited', 'dead']);

/** Removes those that do not run. */
export function pruning(
  engines: Engines,
  tasks: Starts,
  remove: RemoveContainer,
): Pick<Service<typeof containers>, 'prunePreview' | 'prune'> {
  return {
    prunePreview: async ({ engine }, { signal }) => {
      const all = await (await engines.ready(engine, signal)).containers.list('all', signal);
      return all.filter(({ state }) => ended.has(state));
    },
    prune: ({ engine, containers, volumes }) => {
      const title = saying('prune', { noun: 'container', count: containers.length });
      return tasks.start({ kind: 'prune', title, engine, subject: 'containers' }, async (task) => {
        const ready = await engines.ready(engine, task.signal);
        const rows = await ready.containers.read(containers, task.signal);
        await pruneEach(task, 'container', rows, async (id, signal) => {
          await remove(ready, { engine, id, volumes, how: 'removeEnded' }, signal);
        });
      });
    },
  };
}
