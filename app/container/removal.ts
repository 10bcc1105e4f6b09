import * as z from 'zod/mini';

/** Names the recipe of a removed container. */
export const RecipeId = z.string().check(z.regex(/^r[0-9a-f]{32}$/));
export type RecipeId = z.infer<typeof RecipeId>;

/** What a removal leads to. */
export interface Removal {
  /** What the container can be made again by; absent where it could not be read how it was made. */
  readonly recipe?: RecipeId;
  /** How many volumes without a name were removed along. */
  readonly volumes: number;
}
