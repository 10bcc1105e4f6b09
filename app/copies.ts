import * as z from 'zod/mini';
import { EngineContainer } from './containers.ts';
import { ContainerName } from './create.ts';
import { EngineId } from './engines/engine.ts';
import { call } from './rpc/operation.ts';
import type { StartedTask } from './tasks.ts';
import { ImageName } from './transfers.ts';
import { VolumeName } from './volumes.ts';

/** The most images that go at once. */
const mostImages = 100;

/** From one engine to another: `engine` is the one that something is made on. */
const Way = { engine: EngineId, from: EngineId };

/** Copies of what one engine has on another, straight from engine to engine. */
export const copies = {
  /** Images with the names given, or without one by their ids. Result of the task: `{ bytes, images }`. */
  images: call(
    'changes',
    z.object({ ...Way, references: z.array(ImageName).check(z.minLength(1), z.maxLength(mostImages)) }),
  ).returns<StartedTask>(),
  /**
   * A volume with its driver's options, labels and files, with their owners. Rejects with `conflict` on field `name` where
   * that is taken. Result of the task: `{ bytes, volume }`.
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
