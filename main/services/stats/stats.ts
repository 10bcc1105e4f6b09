import type { EngineContainer } from '../../../app/containers.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import type { StatsSample, stats } from '../../../app/stats.ts';
import type { Engines } from '../engine/engine.ts';
import type { Measured } from './measured.ts';

/** Streams a container's use for as long as somebody looks, and remembers it in `measured`. */
export function createStats(engines: Engines, measured: Measured): Service<typeof stats> {
  return {
    history: (container) => measured.history(container),
    async *watch({ engine, id }: EngineContainer, { signal }): AsyncGenerator<StatsSample, void> {
      const ready = await engines.ready(engine, signal);
      for await (const sample of ready.containers.stats(id, signal)) {
        measured.add({ engine, id }, sample);
        yield sample;
      }
    },
  };
}
