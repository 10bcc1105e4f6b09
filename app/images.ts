import * as z from 'zod/mini';
import { EngineContainer } from './containers.ts';
import { EngineId } from './engines/engine.ts';
import type { ListChange } from './rpc/live.ts';
import { call, stream } from './rpc/operation.ts';
import type { StartedTask } from './tasks.ts';
import { ImageRef, isFault, parseReference } from './text/image-reference.ts';

/** Names an image: its full id, 64 hex digits, which engines take with the algorithm before them and without. */
export const ImageId = z.string().check(z.regex(/^(sha256:)?[0-9a-f]{64}$/));
export type ImageId = z.infer<typeof ImageId>;

/** Names one image on one engine. */
const EngineImage = z.object({ engine: EngineId, id: ImageId });

/** One image as a list shows it; with several tags it is still one. */
export interface Image {
  /** 64 hex digits, without the algorithm before them. */
  readonly id: string;
  /** As the engine writes them, sorted; none of a dangling image. */
  readonly tags: readonly string[];
  /** `repository@sha256:…`, of images that a registry has. */
  readonly digests: readonly string[];
  /** Bytes, with what it shares with other images. */
  readonly size: number;
  /** ms since the epoch, 0 where the image does not say. */
  readonly created: number;
  /** Without any tag. */
  readonly dangling: boolean;
  readonly labels: Readonly<Record<string, string>>;
}

/** An image's id as it stands in a list: without the algorithm that engines write before it. */
export function bareImageId(id: string): string {
  return id.replace(/^sha256:/, '');
}

/** A step of how the image was made, the latest first. */
export interface ImageStep {
  readonly createdBy: string;
  /** Bytes of its layer. */
  readonly size: number;
  /** ms since the epoch, 0 where the image does not say. */
  readonly created: number;
  /** It made no layer. */
  readonly empty: boolean;
  readonly comment: string;
}

/** What containers of an image are made with. */
export interface ImageConfig {
  readonly command: readonly string[];
  readonly entrypoint: readonly string[];
  readonly env: readonly string[];
  /** e.g. `80/tcp`. */
  readonly ports: readonly string[];
  /** Paths in the container. */
  readonly volumes: readonly string[];
  readonly workingDir: string;
  readonly user: string;
}

/** One image as its detail shows it; `raw` is the engine's own inspect answer. */
export interface ImageDetail extends Image {
  readonly config: ImageConfig;
  /** Digests of the layers' contents, the lowest first. */
  readonly layers: readonly string[];
  readonly history: readonly ImageStep[];
  readonly os: string;
  /** With its variant: `arm64/v8`. */
  readonly arch: string;
  readonly author: string;
  /** Bytes of `size` that are its packed layers, as a registry has them; absent where the engine does not keep these. */
  readonly packed?: number;
  readonly raw: unknown;
}

/** What a removal did: references that are no more, and ids of images and layers that are gone. */
export interface RemovedImage {
  readonly untagged: readonly string[];
  readonly deleted: readonly string[];
}

/** Images that a prune would remove. */
export interface ImagePrune {
  readonly images: readonly Image[];
  /** Bytes at most: what is shared with images that stay is counted too. */
  readonly bytes: number;
}

/** `dangling`: without a tag; `unused`: of no container. Both only what no container is made from, running or not. */
export const PruneScope = z.enum(['dangling', 'unused']);
export type PruneScope = z.infer<typeof PruneScope>;

/** A name for an image; without a tag it is `latest`, and a digest cannot be given. */
export const NewTag = ImageRef.check(
  z.refine((text) => {
    const parsed = parseReference(text);
    return !isFault(parsed) && parsed.digest === undefined;
  }),
);

/** Instructions of a Dockerfile that an engine applies to the image that it makes of a container. */
export const commitInstructions = [
  'CMD',
  'ENTRYPOINT',
  'ENV',
  'EXPOSE',
  'LABEL',
  'ONBUILD',
  'STOPSIGNAL',
  'USER',
  'VOLUME',
  'WORKDIR',
] as const;

const instruction = new RegExp(`^(${commitInstructions.join('|')})[ \\t]+\\S`, 'i');

/** One line of them, e.g. `CMD ["sh"]`. */
export const CommitChange = z.string().check(
  z.maxLength(2000),
  z.regex(instruction),
  z.refine((line) => !/[\r\n\0]/.test(line)),
);

/** What becomes an image, and how. */
const Commit = z.object({
  ...EngineContainer.shape,
  /** Without one the image has no name. */
  reference: z.optional(NewTag),
  message: z.optional(z.string().check(z.maxLength(1000))),
  author: z.optional(z.string().check(z.maxLength(200))),
  changes: z.array(CommitChange).check(z.maxLength(50)),
  /** The container stands still meanwhile. */
  pause: z.boolean(),
});
export type Commit = Omit<z.infer<typeof Commit>, 'engine'>;

export const images = {
  watch: stream('safe', z.object({ engine: EngineId })).of<ListChange<Image>>(),
  inspect: call('safe', EngineImage).returns<ImageDetail>(),
  /**
   * With `reference` only that name, and the image if it was the last; otherwise the image with all its names. Rejects
   * with `in-use`, naming the containers; `force` also takes what only stopped containers use. One that is already gone
   * counts as removed.
   */
  remove: call(
    'changes',
    z.object({ ...EngineImage.shape, reference: z.optional(ImageRef), force: z.boolean() }),
  ).returns<RemovedImage>(),
  /**
   * Makes an image of a container as it is now, without its volumes. A task that is cancelled is not waited for any longer;
   * the engine may make the image all the same. Result of the task: `{ image }`, the id.
   */
  commit: call('changes', Commit).returns<StartedTask>(),
  tag: call('changes', z.object({ ...EngineImage.shape, reference: NewTag })).returns<void>(),
  prunePreview: call('safe', z.object({ engine: EngineId, scope: PruneScope })).returns<ImagePrune>(),
  /** Removes exactly the named ones, as a task; those that are in use by then stay. */
  prune: call(
    'changes',
    z.object({ engine: EngineId, images: z.array(ImageId).check(z.minLength(1), z.maxLength(10_000)) }),
  ).returns<StartedTask>(),
};
