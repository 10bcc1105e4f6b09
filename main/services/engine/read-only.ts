import type { EngineId, EngineState } from '../../../app/engines/engine.ts';
import { changedEngine, type Ways } from '../../../app/rpc/effects.ts';
import type { Contract } from '../../../app/rpc/operation.ts';
import { cause, type Problem } from '../../../app/rpc/problem.ts';

/**
 * The one place that keeps engines as they are that may only be read: it judges whatever a page asks before a service
 * hears of it. What had begun before an engine became one goes on.
 * @param stateOf undefined for an engine that nobody knows, of which the service says so itself
 * @returns why an operation, by its name, is refused with these parameters; undefined where it is not
 */
export function refuseChanges<C extends Contract>(
  contract: C,
  stateOf: (engine: EngineId) => EngineState | undefined,
  ways: Ways<C>,
): (operation: string, params: unknown) => Problem | undefined {
  const changed = changedEngine(contract, ways);
  return (operation, params) => {
    const engine = changed(operation, params);
    const state = engine === undefined ? undefined : stateOf(engine);
    if (state?.guard !== 'read-only') return undefined;
    return { code: 'permission-denied', ...cause('engine-read-only', { name: state.name }) };
  };
}
