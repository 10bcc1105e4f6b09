import type { Commit, Image, ImageDetail, PruneScope, RemovedImage } from '../../../app/images.ts';

/** What Gantry asks of an engine's images. */
export interface EngineImages {
  list(signal: AbortSignal): Promise<Image[]>;
  /** Those that a prune would take: none that a container is made from, running or not. */
  unused(scope: PruneScope, signal: AbortSignal): Promise<Image[]>;
  inspect(id: string, signal: AbortSignal): Promise<ImageDetail>;
  /**
   * Without a reference the image with all its names. Rejects with `in-use`, naming the containers. One that is already
   * gone counts as removed.
   */
  remove(id: string, options: ImageRemoval, signal: AbortSignal): Promise<RemovedImage>;
  /** Makes an image of a container; answers with its id, without the algorithm. */
  commit(commit: Commit, signal: AbortSignal): Promise<string>;
  /** Gives an image one more name, taking it from the image that has it. */
  tag(id: string, reference: string, signal: AbortSignal): Promise<void>;
}

export interface ImageRemoval {
  readonly reference?: string | undefined;
  readonly force: boolean;
}
