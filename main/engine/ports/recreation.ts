import type { ContainerSpec } from '../../../app/create.ts';
import type { CreatedContainer } from './containers.ts';

/**
 * All that a container was made with, in its engine's own words: what makes it again. It holds what no spec can say, and
 * what may be secret: it stays in main, no page sees it.
 */
export interface WholeRecipe {
  /** The body of `POST /containers/create` but for its networks; what the image brings anyway is left out. */
  readonly body: Readonly<Record<string, unknown>>;
  /** `HostConfig.NetworkMode`. */
  readonly mode: string;
  /** How it joins its networks, that of `mode` first. */
  readonly networks: readonly { readonly name: string; readonly endpoint: Readonly<Record<string, unknown>> }[];
  /** What its image was called as it was made. */
  readonly image: string;
  /** The image's name means another one by now, or none: the body names it by its id. */
  readonly moved: boolean;
}

/** What a recipe is changed by: whatever both say alike stays as the recipe has it. */
export interface RecipeChange {
  readonly before: ContainerSpec;
  readonly after: ContainerSpec;
  /** Whether it is made of what the image's name means now. */
  readonly newest: boolean;
}

/** What Gantry asks of an engine to make a container a second time. */
export interface EngineRecreation {
  read(id: string, signal: AbortSignal): Promise<WholeRecipe>;
  /** The recipe with what a person changed. What no spec can say survives. */
  alter(recipe: WholeRecipe, change: RecipeChange): WholeRecipe;
  /**
   * Makes a container under a name and connects it to its networks; does not start it, and leaves none behind where it fails.
   * Pulls nothing; rejects as `EngineContainers.create` does.
   */
  make(recipe: WholeRecipe, name: string, signal: AbortSignal): Promise<CreatedContainer>;
}
