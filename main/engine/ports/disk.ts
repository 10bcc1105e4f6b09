import type { DiskUsage } from '../../../app/engines/disk.ts';

/** What Gantry asks of an engine's disk. */
export interface EngineDisk {
  /** Takes as long as the engine takes to measure. */
  usage(signal: AbortSignal): Promise<DiskUsage>;
}
