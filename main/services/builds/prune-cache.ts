import { removalOf } from '../../../app/build/cache.ts';
import { saying } from '../../../app/text/sayings.ts';
import type { Engine } from '../../engine/engine.ts';
import type { TaskHandle } from '../tasks/tasks.ts';

/** Removes records of a builder's cache, as far as nothing else is built on them now, and tells what that freed. */
export async function pruneCache({ builds }: Engine, chosen: readonly string[], task: TaskHandle): Promise<void> {
  const { going } = removalOf((await builds.cache(task.signal)) ?? [], new Set(chosen));
  let [removed, bytes] = [0, 0];
  if (going.length > 0) {
    for await (const { size } of builds.pruneCache(going, task.signal)) {
      removed += 1;
      bytes += size;
      task.progress(Math.min(removed, going.length), going.length);
      task.say(saying('cache-pruned', { removed, bytes }));
    }
  }
  task.say(saying('cache-pruned', { removed, bytes }));
  task.result({ removed, bytes, kept: chosen.length - removed });
}
