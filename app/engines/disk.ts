import * as z from 'zod/mini';
import { call } from '../rpc/operation.ts';
import { EngineId } from './engine.ts';

/** What one kind of thing takes of an engine's disk, in bytes. */
export interface DiskShare {
  readonly bytes: number;
  /** Of these what nothing uses: at most that much can be freed. */
  readonly free: number;
}

/** What an engine's disk is used for, as the engine counts it. */
export interface DiskUsage {
  readonly images: DiskShare;
  /** What containers have written inside; of those that do not run it can be freed. */
  readonly containers: DiskShare;
  readonly volumes: DiskShare;
  readonly cache: DiskShare;
}

export const disk = {
  /** The engine walks through every file for this: it takes as long as it takes. */
  usage: call('safe', z.object({ engine: EngineId })).returns<DiskUsage>(),
};
