import type { EngineContainer } from '../../../app/containers.ts';
import type { Engine } from '../../engine/engine.ts';
import type { RemoveContainer } from '../containers/prune.ts';
import type { Recipe, Recipes } from './recipes.ts';

/**
 * Removes containers, each after what makes it again is on disk. One that cannot be read, or not be kept, is no reason to keep the
 * container: the answer then lacks what it can be made again by.
 */
export function removeKept(recipes: Recipes): RemoveContainer {
  return async (engine, { engine: key, id, volumes, how }, signal) => {
    const read = await readRecipe(engine, { engine: key, id }, recipes, signal).catch(() => undefined);
    const lost = volumes ? (read?.recipe.nameless.length ?? 0) : 0;
    const kept = read && (await recipes.put({ ...read, volumes: lost }).catch(() => undefined));
    try {
      await engine.containers[how](id, volumes, signal);
    } catch (error) {
      // Who waits no longer cannot know: it may be gone all the same, and what is there is not made a second time.
      if (kept !== undefined && !signal.aborted) await recipes.drop([kept]);
      throw error;
    }
    return { volumes: lost, ...(kept === undefined ? {} : { recipe: kept }) };
  };
}

async function readRecipe(
  { containers, recreation }: Engine,
  { engine, id }: EngineContainer,
  recipes: Recipes,
  signal: AbortSignal,
): Promise<Omit<Recipe, 'id' | 'volumes'>> {
  const [recipe, [row]] = await Promise.all([recreation.read(id, signal), containers.read([id], signal)]);
  if (!row) throw new Error('it went meanwhile');
  const partners: Record<string, string> = {};
  for (const partner of recreation.partners(recipe)) {
    const [found] = await containers.read([partner], signal);
    const name = found?.name ?? recipes.of(engine, partner)?.name;
    if (name !== undefined) partners[partner] = name;
  }
  return {
    engine,
    container: id,
    name: row.name,
    image: row.image,
    imageId: row.imageId,
    removed: Date.now(),
    ran: row.state === 'running' || row.state === 'paused' || row.state === 'restarting',
    partners,
    recipe: { ...recipe, networks: [...recipe.networks], nameless: [...recipe.nameless] },
  };
}
