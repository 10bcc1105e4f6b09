import type { SystemInfo } from '../../../app/engines/system.ts';

/** What Gantry asks of an engine about itself. */
export interface EngineSystem {
  info(signal: AbortSignal): Promise<SystemInfo>;
}
