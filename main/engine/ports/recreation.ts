import type { ContainerSpec } from '../../../app/create.ts';
import type { Loss } from '../../../app/recipes.ts';
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
  /** Its volumes that have no name of their own, which the body names; `asked`: it was asked for as a mount. */
  readonly nameless: readonly { readonly name: string; readonly target: string; readonly asked: boolean }[];
}

/** What is to be taken in the place of what a recipe names and is not there any more. */
export interface StandIns {
  /** The image. */
  readonly image: string;
  /** Volumes without a name that are gone: new ones take their place. */
  readonly gone: ReadonlySet<string>;
  /** Containers by the id or name that the recipe knows them by. */
  readonly partners: ReadonlyMap<string, string>;
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
  /** What would be lost with a container. The engine may have to look through all its files. */
  loss(id: string, signal: AbortSignal): Promise<Loss>;
  /** The containers, by id or name, that one made of a recipe has something from: their network, processes or volumes. */
  partners(recipe: WholeRecipe): readonly string[];
  /** The recipe with other things in the place of those that are gone. */
  adapt(recipe: WholeRecipe, standIns: StandIns): WholeRecipe;
  /** The recipe with what a person changed. What no spec can say survives. */
  alter(recipe: WholeRecipe, change: RecipeChange): WholeRecipe;
  /**
   * Makes a container under a name and connects it to its networks; does not start it, and leaves none behind where it fails.
   * Pulls nothing; rejects as `EngineContainers.create` does.
   */
  make(recipe: WholeRecipe, name: string, signal: AbortSignal): Promise<CreatedContainer>;
}
