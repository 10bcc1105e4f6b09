import type { EngineId } from '../../../app/engines/engine.ts';
import { problem } from '../../../app/rpc/problem.ts';
import type { EngineSwarm } from '../../engine/ports/swarm.ts';
import type { Engines } from '../engine/engine.ts';

/** What an engine that is connected has of a swarm. Rejects with `unsupported` where it knows none. */
export async function swarmOf(engines: Engines, engine: EngineId, signal: AbortSignal): Promise<EngineSwarm> {
  const { swarm } = await engines.ready(engine, signal);
  if (!swarm) throw problem('unsupported', 'not-manager');
  return swarm;
}
