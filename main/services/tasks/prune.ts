import type { Noun } from '../../../app/reasons/engine.ts';
import { toProblem } from '../../../app/rpc/problem.ts';
import { saying } from '../../../app/text/sayings.ts';
import type { TaskHandle } from './task.ts';

/**
 * Removes objects one by one, each a part of the task, because an engine's own prune may take more than the preview
 * showed. What has come into use since then stays and is said; any other failure ends it.
 */
export async function pruneEach(
  task: TaskHandle,
  noun: Noun,
  objects: readonly { readonly id: string; readonly name: string }[],
  remove: (id: string, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  let removed = 0;
  let kept = 0;
  for (const { id, name } of objects) {
    task.signal.throwIfAborted();
    task.part(id, { label: name, state: 'running' });
    try {
      await remove(id, task.signal);
      removed += 1;
      task.part(id, { state: 'done' });
      task.note({ saying: saying('removed', { name }) });
    } catch (error) {
      const { code, reason, params } = toProblem(error);
      task.part(id, { state: 'failed', problem: { reason, params } });
      if (code !== 'in-use') throw error;
      kept += 1;
      task.note({ saying: saying('kept', { name }), cause: { reason, params } });
    }
    task.progress(removed + kept, objects.length);
    task.say(saying('pruned', { noun, removed, kept }));
    task.result({ removed, kept });
  }
}
