import { problem, toProblem } from '../../../app/rpc/problem.ts';
import { saying } from '../../../app/text/sayings.ts';
import type { Engine } from '../../engine/engine.ts';
import type { PullWithin } from '../containers/create.ts';
import type { TaskHandle } from '../tasks/task.ts';
import type { Recipe, Recipes } from './recipes.ts';

/** What containers are made again with. */
export interface Tools {
  readonly engine: Engine;
  readonly recipes: Recipes;
  readonly pull: PullWithin;
}

/**
 * Makes one removed container again, as it was, and starts it if it ran. Its recipe is kept no more once it is there. Rejects
 * with why it could not be made, or, although it was made, not be started.
 * @returns its new id
 */
export async function recreate({ engine, recipes, pull }: Tools, recipe: Recipe, task: TaskHandle): Promise<string> {
  const { containers, recreation } = engine;
  const [there] = await containers.read([recipe.container], task.signal);
  if (there) {
    await recipes.drop([recipe.id]);
    throw problem('conflict', 'recipe-container-there', { params: { name: there.name } });
  }
  const image = await imageOf(engine, recipe, pull, task);
  const adapted = recreation.adapt(recipe.recipe, {
    image,
    gone: await goneVolumes(engine, recipe, task),
    partners: await partnersNow(engine, recipe, task.signal),
  });
  task.signal.throwIfAborted();
  task.say(saying('creating'));
  // Not the task's own signal: cut short, nobody would know whether there is a container now.
  const { id, warnings } = await recreation.make(adapted, recipe.name, new AbortController().signal);
  for (const warning of warnings) task.print(warning, recipe.id);
  await recipes.drop([recipe.id]);
  task.note({ part: recipe.id, saying: saying('recreated', { name: recipe.name }) });
  if (recipe.ran) {
    task.say(saying('starting'));
    await containers.launch(id, task.signal);
  }
  return id;
}

/** By its name where that means the same still; else by its id, or, where that is gone, whatever the name means now. */
async function imageOf({ images }: Engine, recipe: Recipe, pull: PullWithin, task: TaskHandle): Promise<string> {
  const { image } = recipe.recipe;
  const find = (reference: string) =>
    images.inspect(reference.replace(/^sha256:/, ''), task.signal).then(
      ({ id }) => id.replace(/^sha256:/, ''),
      (error: unknown) => {
        if (toProblem(error).code !== 'not-found') throw error;
        return undefined;
      },
    );
  const wanted = recipe.imageId.replace(/^sha256:/, '');
  const named = await find(image);
  if (named === wanted) return image;
  if ((await find(wanted)) !== undefined) return recipe.imageId;
  if (named === undefined) {
    task.say(saying('pulling'));
    await pull(recipe.engine, image, task);
  }
  if ((await find(image)) !== wanted) task.note({ part: recipe.id, saying: saying('recreate-other-image', { image }) });
  return image;
}

async function goneVolumes({ volumes }: Engine, { id, name, recipe }: Recipe, task: TaskHandle) {
  const gone = new Set<string>();
  for (const volume of recipe.nameless) {
    await volumes.inspect(volume.name, task.signal).catch((error: unknown) => {
      if (toProblem(error).code !== 'not-found') throw error;
      gone.add(volume.name);
    });
  }
  if (gone.size > 0) task.note({ part: id, saying: saying('recreate-volumes', { name, count: gone.size }) });
  return gone;
}

/** Containers that were made again meanwhile have other ids, but their names. */
async function partnersNow({ containers, recreation }: Engine, { partners, recipe }: Recipe, signal: AbortSignal) {
  const now = new Map<string, string>();
  for (const partner of recreation.partners(recipe)) {
    const [same] = await containers.read([partner], signal);
    const name = partners[partner];
    const [other] = same || name === undefined ? [] : await containers.read([name], signal);
    if (other) now.set(partner, other.id);
  }
  return now;
}
