import * as z from 'zod/mini';
import { EngineContainer } from './containers.ts';
import { EngineId } from './engines/engine.ts';
import { ImageId } from './images.ts';
import { call } from './rpc/operation.ts';
import type { StartedTask } from './tasks.ts';
import { FilePath } from './text/file-path.ts';
import { ImageRef } from './text/image-reference.ts';

/** As the engine names it, e.g. `linux/arm64` or `linux/arm/v7`. */
export const Platform = z.string().check(z.regex(/^[a-z0-9]+(\/[a-z0-9]+){0,2}$/), z.maxLength(60));

/** A reference, or the full id of an image that has none. */
export const ImageName = z.union([ImageRef, ImageId]);

/** Nothing but an archive may be written: a page that was taken over must not be able to plant a script somewhere. */
export const ArchivePath = FilePath.check(
  z.refine((path) => /[^/\\]\.tar$/i.test(path), { error: 'The name of an archive ends in .tar.' }),
);

/** The most images that go into one archive. */
const mostSaved = 100;

/** Images between an engine and registries, and between an engine and archives on the machine that Gantry runs on. */
export const transfers = {
  /** Result of the task: `{ layers, cached, bytes, digest?, fresh }`. */
  pull: call(
    'changes',
    z.object({ engine: EngineId, reference: ImageRef, platform: z.optional(Platform) }),
  ).returns<StartedTask>(),
  /** Changes a registry in the engine's name, if not the engine. Result of the task: `{ layers, cached, bytes, digest? }`. */
  push: call('changes', z.object({ engine: EngineId, reference: ImageRef })).returns<StartedTask>(),
  /** Rejects with `conflict` on field `path` if a file is there, unless `overwrite`. Result of the task: `{ path, bytes }`. */
  save: call(
    'safe',
    z.object({
      engine: EngineId,
      references: z.array(ImageName).check(z.minLength(1), z.maxLength(mostSaved)),
      path: ArchivePath,
      overwrite: z.optional(z.boolean()),
    }),
  ).returns<StartedTask>(),
  /**
   * A container's files as they are now, without its volumes, as one file system. Rejects as `save` does. Result of the
   * task: `{ path, bytes }`.
   */
  export: call(
    'safe',
    z.object({ ...EngineContainer.shape, path: ArchivePath, overwrite: z.optional(z.boolean()) }),
  ).returns<StartedTask>(),
  /** Takes any archive that the engine can read, also a compressed one. Result of the task: `{ bytes, images }`. */
  load: call('changes', z.object({ engine: EngineId, path: FilePath })).returns<StartedTask>(),
};
