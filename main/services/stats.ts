import type { Service } from '../../app/rpc/operation.ts';
import type { stats } from '../../app/stats.ts';
import type { Engines } from './engine.ts';

/** Streams a container's use for as long as somebody looks. */
export function createStats(engines: Engines): Service<typeof stats> {
  return {
    async *watch({ engine, id }, { signal }) {
      const ready = await engines.ready(engine, signal);
      yield* ready.containers.stats(id, signal);
    },
  };
}
