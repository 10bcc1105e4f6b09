import type { Readable } from 'node:stream';

/** What Gantry asks of the files of an engine's containers. */
export interface EngineFiles {
  /**
   * Unpacks a tar archive into a folder of a container, running or not; closes `archive` in any case. A file takes the
   * place of no folder. What the archive throws itself, this rejects with.
   */
  unpack(container: string, folder: string, archive: Readable, signal: AbortSignal): Promise<void>;
}
