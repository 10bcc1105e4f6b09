import type { RecipeId } from '../../../app/container/removal.ts';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { recipes as contract } from '../../../app/recipes.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { causeOf, type Problem, ProblemError, problem, toProblem } from '../../../app/rpc/problem.ts';
import { saying } from '../../../app/text/sayings.ts';
import type { PullWithin } from '../containers/create.ts';
import type { Engines } from '../engine/engine.ts';
import type { TaskHandle } from '../tasks/task.ts';
import type { Tasks } from '../tasks/tasks.ts';
import type { Recipe, Recipes } from './recipes.ts';
import { recreate, type Tools } from './recreate.ts';

/** Makes removed containers again. */
export function createRecipes(
  engines: Engines,
  tasks: Tasks,
  { recipes, pull }: { readonly recipes: Recipes; readonly pull: PullWithin },
): Service<typeof contract> {
  /** Those that are being made: two at once would be in each other's way. */
  const busy = new Set<RecipeId>();
  return {
    watch: (_, { signal }) => recipes.list.read(signal),
    loss: async ({ engine, id }, { signal }) => (await engines.ready(engine, signal)).recreation.loss(id, signal),
    recreate: async ({ engine: key, recipes: ids }) => {
      const found = wanted(recipes, key, ids).filter(({ id }) => !busy.has(id));
      const [first] = found;
      if (!first) throw problem('not-found', 'recipe-gone');
      const { name } = first;
      const title =
        found.length === 1 ? saying('recreate', { name }) : saying('recreate-many', { count: found.length });
      for (const { id } of found) busy.add(id);
      return tasks.start({ kind: 'recreate', title, engine: key, subject: name }, async (task) => {
        try {
          await all({ engine: await engines.ready(key, task.signal), recipes, pull }, inOrder(found), task);
        } finally {
          for (const { id } of found) busy.delete(id);
        }
      });
    },
    forget: ({ recipes: ids }) => recipes.drop(ids),
  };
}

function wanted(recipes: Recipes, engine: EngineId, ids: readonly RecipeId[]): Recipe[] {
  return Array.from(new Set(ids), (id) => recipes.find(id)).filter((one) => one?.engine === engine) as Recipe[];
}

/** What others have something from comes before them. */
function inOrder(all: readonly Recipe[]): readonly Recipe[] {
  const ordered = new Set<Recipe>();
  const begun = new Set<Recipe>();
  const take = (one: Recipe) => {
    if (begun.has(one)) return;
    begun.add(one);
    const names = new Set([...Object.keys(one.partners), ...Object.values(one.partners)]);
    for (const other of all) if (names.has(other.container) || names.has(other.name)) take(other);
    ordered.add(one);
  };
  for (const one of all) take(one);
  return [...ordered];
}

/** One after the other, each a part of the task; one that fails holds up no other. */
async function all(tools: Tools, recipes: readonly Recipe[], task: TaskHandle): Promise<void> {
  for (const { id, name } of recipes) task.part(id, { label: name, state: 'waiting' });
  let failure: Problem | undefined;
  let failed = 0;
  for (const [at, recipe] of recipes.entries()) {
    const { id, name } = recipe;
    task.signal.throwIfAborted();
    task.part(id, { state: 'running' });
    try {
      const container = await recreate(tools, recipe, task);
      task.part(id, { state: 'done' });
      if (recipes.length === 1) task.result({ container, name });
    } catch (error) {
      if (task.signal.aborted) throw error;
      failure = toProblem(error);
      failed += 1;
      task.part(id, { state: 'failed', problem: causeOf(failure) });
    }
    task.progress(at + 1, recipes.length);
  }
  const [only] = recipes;
  if (recipes.length > 1) task.say(saying('recreated-many', { made: recipes.length - failed, failed }));
  else if (only && !failure) task.say(saying('recreated', { name: only.name }));
  if (failure) throw new ProblemError(failure);
}
