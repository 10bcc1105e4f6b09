import type { KeptRecipe } from '../../../app/recipes.ts';
import type { Link } from '../link/link.ts';
import { createListStore, type ListStore } from './list.ts';

export type RecipeStore = ListStore<KeptRecipe>;

/** Removed containers that can be made again, of every engine; followed while somebody looks at them. */
export function createRecipeStore(link: Link): RecipeStore {
  return createListStore<KeptRecipe>(link, 'recipe', (client, _host, reader) => client.recipes.watch({}, reader));
}
