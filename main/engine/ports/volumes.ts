import type { Volume, VolumeDetail, VolumeOrder, VolumeSizes } from '../../../app/volumes.ts';

/** What Gantry asks of an engine's volumes. */
export interface EngineVolumes {
  list(signal: AbortSignal): Promise<Volume[]>;
  /** Those that no container uses, running or not. */
  unused(signal: AbortSignal): Promise<Volume[]>;
  inspect(name: string, signal: AbortSignal): Promise<VolumeDetail>;
  /** Resolves with the name. Rejects with `conflict` if it is taken. */
  create(order: Omit<VolumeOrder, 'engine'>, signal: AbortSignal): Promise<string>;
  /** Rejects with `in-use`, naming the containers. One that is already gone counts as removed. */
  remove(name: string, signal: AbortSignal): Promise<void>;
  /** Takes as long as the engine needs to walk through every file. */
  sizes(signal: AbortSignal): Promise<VolumeSizes>;
}
