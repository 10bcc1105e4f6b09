import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { RecipeId } from '../../../app/container/removal.ts';
import { ContainerId } from '../../../app/containers.ts';
import { EngineId } from '../../../app/engines/engine.ts';
import { type KeptRecipe, mostRecipes, recipeTime } from '../../../app/recipes.ts';
import { LiveList } from '../../base/live.ts';
import type { Kept } from '../../disk/data-folder.ts';
import { KeptFile } from '../../disk/kept-file.ts';
import { repaired } from '../../disk/repair.ts';

/** Of one as JSON, in UTF-16 units: nobody makes a container with more, but by mistake. */
const longestOne = 1024 * 1024;
/** Of all together; the file is written whole at each removal. */
const longestAll = 8 * 1024 * 1024;
/** Of the file, in bytes, which has up to three for each unit. */
const longestFile = 4 * longestAll;
/** Longer than this no timer of Node may be, in ms. */
const longestTimer = 2 ** 31 - 1;

const Words = z.record(z.string(), z.unknown());

const Recipe = z.object({
  id: RecipeId,
  engine: EngineId,
  /** What the container's id was. */
  container: ContainerId,
  name: z.string(),
  /** As the person wrote it. */
  image: z.string(),
  /** Of the image that it was made from, which its name may mean no more. */
  imageId: z.string(),
  removed: z.number(),
  /** Volumes without a name that were removed along. */
  volumes: z.number(),
  ran: z.boolean(),
  /** What other containers that it has something from are called, by what it knows them by. */
  partners: z.record(z.string(), z.string()),
  recipe: z.object({
    body: Words,
    mode: z.string(),
    networks: z.array(z.object({ name: z.string(), endpoint: Words })),
    image: z.string(),
    moved: z.boolean(),
    nameless: z.array(z.object({ name: z.string(), target: z.string(), asked: z.boolean() })),
  }),
});
/** What makes a removed container again. It may hold secrets, as an inspect does: no page sees it. */
export type Recipe = z.infer<typeof Recipe>;

/** What makes removed containers again, on disk before each is removed, for a week; the oldest make room. */
export class Recipes {
  readonly list = new LiveList<KeptRecipe>();
  readonly #file: KeptFile;
  /** In the order in which they were removed, each with its length as JSON. */
  readonly #recipes = new Map<RecipeId, { readonly recipe: Recipe; readonly length: number }>();
  #length = 0;
  #timer: NodeJS.Timeout | undefined;

  private constructor(folder: Kept) {
    this.#file = new KeptFile(folder, { name: 'recipes.json', version: 1, longest: longestFile });
  }

  /** Reads what is kept, field by field; what is older than a week is forgotten. */
  static async open(folder: Kept): Promise<Recipes> {
    const kept = new Recipes(folder);
    const read = await kept.#file.read((content) => {
      const found = typeof content === 'object' && content !== null && 'recipes' in content ? content.recipes : [];
      const { value, odd } = repaired(z.array(Recipe), found, []);
      if (odd) kept.#file.odd();
      return value;
    });
    for (const recipe of read ?? []) kept.#add(recipe);
    kept.#bound();
    kept.list.replace(kept.#told());
    return kept;
  }

  find(id: RecipeId): Recipe | undefined {
    return this.#recipes.get(id)?.recipe;
  }

  /** The recipe of a container by its former id. */
  of(engine: EngineId, container: string): Recipe | undefined {
    for (const { recipe } of this.#recipes.values()) {
      if (recipe.engine === engine && recipe.container === container) return recipe;
    }
    return undefined;
  }

  /**
   * Keeps a recipe. Rejects with what the disk says; it is kept until Gantry ends then.
   * @returns its id; undefined for one that is too long to be kept
   */
  async put(recipe: Omit<Recipe, 'id'>): Promise<RecipeId | undefined> {
    const whole: Recipe = { id: `r${randomBytes(16).toString('hex')}`, ...recipe };
    if (!this.#add(whole)) return undefined;
    const gone = this.#bound();
    this.list.merge([told(whole)], gone);
    await this.#save();
    return whole.id;
  }

  /** Forgets recipes. A disk that cannot be written may bring them back at the next start. */
  async drop(ids: readonly RecipeId[]): Promise<void> {
    const gone = ids.filter((id) => this.#remove(id));
    if (gone.length === 0) return;
    this.list.merge([], gone);
    await this.#save().catch(() => undefined);
  }

  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#file.flush(() => this.#content());
  }

  #add(recipe: Recipe): boolean {
    const { length } = JSON.stringify(recipe);
    if (length > longestOne) return false;
    this.#remove(recipe.id);
    this.#recipes.set(recipe.id, { recipe, length });
    this.#length += length;
    return true;
  }

  #remove(id: RecipeId): boolean {
    const found = this.#recipes.get(id);
    this.#length -= found?.length ?? 0;
    return this.#recipes.delete(id);
  }

  /** Lets go what is over, and the oldest of what is too much; waits for the next to be over. */
  #bound(): readonly RecipeId[] {
    const gone: RecipeId[] = [];
    const now = Date.now();
    for (const [id, { recipe }] of this.#recipes) {
      const isTooMuch = this.#recipes.size > mostRecipes || this.#length > longestAll;
      if (isTooMuch || recipe.removed + recipeTime <= now) {
        this.#remove(id);
        gone.push(id);
      }
    }
    clearTimeout(this.#timer);
    const until = Math.min(...this.#told().map((one) => one.until));
    if (until < Infinity) {
      this.#timer = setTimeout(() => this.#sweep(), Math.min(Math.max(0, until - now), longestTimer)).unref();
    }
    return gone;
  }

  #sweep(): void {
    const gone = this.#bound();
    if (gone.length === 0) return;
    this.list.merge([], gone);
    void this.#save().catch(() => undefined);
  }

  #save(): Promise<void> {
    return this.#file.save(() => this.#content());
  }

  #content() {
    return { recipes: Array.from(this.#recipes.values(), ({ recipe }) => recipe) };
  }

  #told(): KeptRecipe[] {
    return Array.from(this.#recipes.values(), ({ recipe }) => told(recipe));
  }
}

function told({ id, engine, name, image, removed, volumes }: Recipe): KeptRecipe {
  return { id, engine, name, image, removed, until: removed + recipeTime, volumes };
}
