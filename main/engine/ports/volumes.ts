import type { Readable } from 'node:stream';
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
  /**
   * The files of a volume with their owners, as a tar archive chunk by chunk; its first entry is the volume's root, `./`. A
   * container is made for it and removed again. Throws a ProblemError, at its end where the engine did not finish it.
   */
  read(name: string, signal: AbortSignal): AsyncIterable<Buffer>;
  /** Unpacks such an archive into a volume; closes `archive` in any case. What it throws itself, this rejects with. */
  write(name: string, archive: Readable, signal: AbortSignal): Promise<void>;
}
