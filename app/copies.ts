import * as z from 'zod/mini';
import { EngineContainer } from './containers.ts';
import { ContainerName } from './create.ts';
import { EngineId } from './engines/engine.ts';
import { ContainerPath } from './files.ts';
import { call } from './rpc/operation.ts';
import type { StartedTask } from './tasks.ts';
import { ImageName } from './transfers.ts';
import { VolumeName } from './volumes.ts';

/** The most names that go at once: some images have dozens. */
const mostNames = 500;

/** From one engine to another: `engine` is the one that something is made on. */
const Way = { engine: EngineId, from: EngineId };

/** Copies of what one engine has on another, straight from engine to engine. */
export const copies = {
  /**
   * Images with the names given, or without one by their ids; `images` is how many they are, as one may have several names.
   * Result of the task: `{ bytes }`.
   */
  images: call(
    'changes',
    z.object({
      ...Way,
      references: z.array(ImageName).check(z.minLength(1), z.maxLength(mostNames)),
      images: z.int().check(z.minimum(1), z.maximum(mostNames)),
    }),
  ).returns<StartedTask>(),
  /**
   * Files and folders of a container into a folder of another one, or of the same, over nothing that is there: whole or not at
   * all where that one runs and has a shell. Rejects with `conflict` on the field `folder` where something has one of their
   * names. What is no file, folder or link is left out, and named in its output. Result of the task: `{ bytes }`.
   */
  files: call(
    'changes',
    z.object({
      ...EngineContainer.shape,
      folder: ContainerPath,
      from: z.object(EngineContainer.shape),
      paths: z.array(ContainerPath).check(z.minLength(1), z.maxLength(mostNames)),
    }),
  ).returns<StartedTask>(),
  /**
   * A volume's labels and files, with their owners, as a plain volume: options of a driver name what is there. Rejects with
   * `conflict` on field `name` where that is taken. Result of the task: `{ bytes }`.
   */
  volume: call('changes', z.object({ ...Way, id: VolumeName, name: VolumeName })).returns<StartedTask>(),
  /**
   * A container: its image where that is missing, those of its volumes that are named, and one that is made by the same
   * spec; as a whole or not at all, but for the image. Rejects with `conflict` where a name is taken. Result of the task:
   * `{ bytes, container, name }`.
   */
  container: call(
    'changes',
    z.object({
      ...Way,
      id: EngineContainer.shape.id,
      name: ContainerName,
      volumes: z.array(VolumeName).check(z.maxLength(200)),
      start: z.boolean(),
    }),
  ).returns<StartedTask>(),
};
