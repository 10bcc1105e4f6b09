import * as z from 'zod/mini';
import { call } from '../rpc/operation.ts';
import { EngineId } from './engine.ts';

/** What an engine says of itself and of its machine. What it does not say is absent: engines differ. */
export interface SystemInfo {
  readonly version?: string;
  /** How it stores the layers of images, e.g. `overlay2`. */
  readonly storageDriver?: string;
  readonly loggingDriver?: string;
  readonly cgroupDriver?: string;
  /** `1` or `2`. */
  readonly cgroupVersion?: string;
  /** Where it keeps everything, on its machine. */
  readonly rootDir?: string;
  /** The machine's. */
  readonly hostname?: string;
  readonly operatingSystem?: string;
  readonly kernel?: string;
  readonly architecture?: string;
  readonly cpus?: number;
  /** Bytes. */
  readonly memory?: number;
  /** What it warns of, in its own words: at most 100 of at most 2,000 characters. */
  readonly warnings: readonly string[];
  /** Runs as an ordinary user. */
  readonly rootless: boolean;
  /** Counts what each container uses, and holds it to its limits. */
  readonly accounts: boolean;
}

export const system = {
  info: call('safe', z.object({ engine: EngineId })).returns<SystemInfo>(),
};
