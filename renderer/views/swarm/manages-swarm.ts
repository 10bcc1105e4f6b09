import type { EngineId } from '../../../app/engines/engine.ts';
import type { Session } from '../../stores/session.ts';

/** Whether one of these engines manages a swarm: it tells of nodes, if only of itself. */
export function managesSwarm({ nodes }: Session, engines: readonly EngineId[]): boolean {
  return engines.some((engine) => nodes.of(engine).items.size > 0);
}
