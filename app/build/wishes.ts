import * as z from 'zod/mini';
import { Ulimit } from '../container/ulimits.ts';
import { FilePath } from '../text/file-path.ts';
import { ImageRef } from '../text/image-reference.ts';

/** Systems and architectures, with commas between: `linux/amd64,linux/arm64/v8`. */
export const Platforms = z
  .string()
  .check(z.maxLength(500), z.regex(/^[a-z0-9]+(\/[a-z0-9._-]+){1,2}(,[a-z0-9]+(\/[a-z0-9._-]+){1,2}){0,19}$/));

/** A stage of a Dockerfile by its name. */
export const StageName = z.string().check(z.minLength(1), z.maxLength(200), z.regex(/^[\w.-]+$/));

/** Where what a build made goes instead of into the engine's images; `nothing`: it stays in the cache. */
export const BuildOutput = z.union([
  z.object({ kind: z.literal('nothing') }),
  /** `tar`: the files of the image; `oci`: an archive of images; `folder`: one that is not there yet. */
  z.object({ kind: z.enum(['tar', 'oci', 'folder']), path: FilePath }),
]);
export type BuildOutput = z.infer<typeof BuildOutput>;

/** Where a build's cache goes besides: into the image that it makes, or into an image of a registry, with all stages if wanted. */
export const CacheTarget = z.union([
  z.object({ kind: z.literal('inline') }),
  z.object({ kind: z.literal('registry'), image: ImageRef, all: z.boolean() }),
]);
export type CacheTarget = z.infer<typeof CacheTarget>;

/** How much is said of how an image was made. */
export const provenances = ['min', 'max'] as const;

/** What few builds ask for, and not every builder can. */
export const buildWishes = {
  /** Stages whose steps all run, whatever is cached. */
  noCacheStages: z.optional(z.array(StageName).check(z.minLength(1), z.maxLength(50))),
  /** Bytes of `/dev/shm` of what runs. */
  shmSize: z.optional(z.int().check(z.minimum(1), z.maximum(2 ** 50))),
  ulimits: z.optional(z.array(Ulimit).check(z.minLength(1), z.maxLength(50))),
  cacheTo: z.optional(CacheTarget),
  output: z.optional(BuildOutput),
  provenance: z.optional(z.enum(provenances)),
  /** Says in the image what it is made of. */
  sbom: z.optional(z.literal(true)),
  /** Sends each tag to its registry in the end. */
  push: z.optional(z.literal(true)),
};
