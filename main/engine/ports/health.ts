import type { Health } from '../../../app/containers.ts';

/** What Gantry asks of an engine that runs health checks when it is asked to. */
export interface EngineHealth {
  /** Runs a container's check once, as long as it takes, and tells what came of it; `conflict` where it has none or does not run. */
  check(id: string, signal: AbortSignal): Promise<Health>;
}
