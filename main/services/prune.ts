import { count } from '../../app/format.ts';
import { toProblem } from '../../app/problem.ts';
import type { TaskHandle } from './task.ts';

/**
 * Removes objects one by one, each a part of the task, because an engine's own prune may take more than the preview
 * showed. What has come into use since then stays and is said; any other failure ends it.
 */
export async function pruneEach(
  task: TaskHandle,
  noun: string,
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
      task.print(`Removed ${name}`);
    } catch (error) {
      const problem = toProblem(error);
      task.part(id, { state: 'failed', text: problem.message });
      if (problem.code !== 'in-use') throw error;
      kept += 1;
      task.print(`Kept ${name}: ${problem.message}`);
    }
    task.progress(removed + kept, objects.length);
    task.say(`Removed ${count(removed, noun)}${kept === 0 ? '' : `, kept ${kept} in use`}`);
    task.result({ removed, kept });
  }
}
