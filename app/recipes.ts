import * as z from 'zod/mini';
import { RecipeId } from './container/removal.ts';
import { EngineContainer } from './containers.ts';
import { EngineId } from './engines/engine.ts';
import type { ListChange } from './rpc/live.ts';
import { call, stream } from './rpc/operation.ts';
import type { StartedTask } from './tasks.ts';

/** For how long the recipe of a removed container is kept, in ms: a week. */
export const recipeTime = 604_800_000;

/** More of them are never kept: the oldest make room. */
export const mostRecipes = 1000;

/** A container that was removed, and of which is kept what makes it again. */
export interface KeptRecipe {
  readonly id: RecipeId;
  readonly engine: EngineId;
  readonly name: string;
  /** As the person wrote it when it was created. */
  readonly image: string;
  /** In ms since the epoch. */
  readonly removed: number;
  /** When it is forgotten, in ms since the epoch. */
  readonly until: number;
  /** How many volumes without a name were removed along. */
  readonly volumes: number;
}

/** What would be lost for good with a container. */
export interface Loss {
  /** Bytes that it wrote to its own files; absent where the engine does not say. */
  readonly layer?: number;
  /** How many volumes without a name it has. */
  readonly volumes: number;
}

const Recipes = z.array(RecipeId).check(z.minLength(1), z.maxLength(mostRecipes));

export const recipes = {
  /** Of every engine, for a week after each removal. */
  watch: stream('safe', z.object({})).of<ListChange<KeptRecipe>>(),
  /** What does not come back of a container that is there, were it removed. The engine looks through its files. */
  loss: call('safe', EngineContainer).returns<Loss>(),
  /**
   * Makes removed containers again, as they were, and starts those that ran. Those that are needed by others come first. A
   * recipe whose container is there again is kept no more. The task's result: `container` (id) and `name` where it is one.
   */
  recreate: call('changes', z.object({ engine: EngineId, recipes: Recipes })).returns<StartedTask>(),
  /** Forgets recipes before their time. Safe: it changes nothing on an engine. */
  forget: call('safe', z.object({ recipes: Recipes })).returns<void>(),
};
