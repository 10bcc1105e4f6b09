import * as z from 'zod/mini';
import { EngineId } from './engines/engine.ts';
import type { ListChange } from './rpc/live.ts';
import { call, stream } from './rpc/operation.ts';
import type { StartedTask } from './tasks.ts';

/**
 * A volume's name, which is also its id. Podman takes one character too; Docker's own driver wants two and says so itself.
 */
export const VolumeName = z.string().check(z.regex(/^[a-zA-Z0-9][a-zA-Z0-9_.-]{0,254}$/));

/** Names one volume on one engine. */
export const EngineVolume = z.object({ engine: EngineId, id: VolumeName });
export type EngineVolume = z.infer<typeof EngineVolume>;

/** One volume as a list shows it. */
export interface Volume {
  /** Its name. */
  readonly id: string;
  readonly driver: string;
  /** Where it lies on the engine's host; empty where the driver does not say. */
  readonly mountpoint: string;
  /** ms since the epoch; 0 where the engine does not say. */
  readonly created: number;
  readonly labels: Readonly<Record<string, string>>;
  /** Compose project, from labels. */
  readonly project?: string;
  /** Made along with a container, without a name of its own. */
  readonly anonymous: boolean;
}

/** One volume as its detail shows it; `raw` is the engine's own inspect answer. */
export interface VolumeDetail extends Volume {
  readonly scope: string;
  /** Driver options. */
  readonly options: Readonly<Record<string, string>>;
  readonly raw: unknown;
}

/** Bytes by volume name, of those whose driver knows. */
export type VolumeSizes = Readonly<Record<string, number>>;

/** Labels or options: a form holds dozens, a script some hundred. */
export const Pairs = z
  .record(z.string().check(z.minLength(1), z.maxLength(500)), z.string().check(z.maxLength(4000)))
  .check(z.refine((pairs) => Object.keys(pairs).length <= 500));

/** What a new volume is made of. */
export const VolumeOrder = z.object({
  engine: EngineId,
  /** Empty: the engine makes one up. */
  name: z.union([z.literal(''), VolumeName]),
  driver: z.string().check(z.minLength(1), z.maxLength(200)),
  options: Pairs,
  labels: Pairs,
});
export type VolumeOrder = z.infer<typeof VolumeOrder>;

export const volumes = {
  watch: stream('safe', z.object({ engine: EngineId })).of<ListChange<Volume>>(),
  inspect: call('safe', EngineVolume).returns<VolumeDetail>(),
  /** Answers with the new volume's name. A taken name is a `conflict` in `field: 'name'`. */
  create: call('changes', VolumeOrder).returns<string>(),
  /** Rejects with `in-use`, naming the containers that use it. One that is already gone counts as removed. */
  remove: call('changes', EngineVolume).returns<void>(),
  /** Every volume that no container uses, running or not. */
  prunePreview: call('safe', z.object({ engine: EngineId })).returns<readonly Volume[]>(),
  /** Removes exactly the named ones, as a task; those that are in use by then stay. */
  prune: call(
    'changes',
    z.object({ engine: EngineId, volumes: z.array(VolumeName).check(z.minLength(1), z.maxLength(10_000)) }),
  ).returns<StartedTask>(),
  /** The engine walks through every file for this: it takes as long as it takes. */
  sizes: call('safe', z.object({ engine: EngineId })).returns<VolumeSizes>(),
};
