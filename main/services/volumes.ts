import type { EngineId } from '../../app/engines/engine.ts';
import type { Service } from '../../app/rpc/operation.ts';
import { saying } from '../../app/text/sayings.ts';
import type { Volume, VolumeSizes, volumes } from '../../app/volumes.ts';
import type { Engines } from './engine/engine.ts';
import { followLists } from './engine/followed-list.ts';
import { pruneEach } from './tasks/prune.ts';
import type { Tasks } from './tasks/tasks.ts';

/** Containers that start and end mount and unmount, which no list shows. */
const silentActions = /^(mount|unmount)$/;

/** Lists volumes live and carries out the verbs on them. */
export function createVolumes(engines: Engines, tasks: Pick<Tasks, 'start'>): Service<typeof volumes> {
  const { follow, renewed } = followLists<Volume>(engines, {
    kind: 'volume',
    silent: silentActions,
    list: (engine, signal) => engine.volumes.list(signal),
  });
  const sizes = shareMeasures((engine, signal) =>
    engines.ready(engine, signal).then((ready) => ready.volumes.sizes(signal)),
  );
  const of = async (engine: EngineId, signal: AbortSignal) => (await engines.ready(engine, signal)).volumes;
  return {
    watch: ({ engine }, { signal }) => follow(engine, signal).read(signal),
    inspect: async ({ engine, id }, { signal }) => (await of(engine, signal)).inspect(id, signal),
    create: async ({ engine, ...order }, { signal }) =>
      renewed(engine, async () => (await of(engine, signal)).create(order, signal)),
    remove: async ({ engine, id }, { signal }) =>
      renewed(engine, async () => (await of(engine, signal)).remove(id, signal)),
    prunePreview: async ({ engine }, { signal }) => (await of(engine, signal)).unused(signal),
    prune: ({ engine, volumes }) =>
      tasks.start(
        {
          kind: 'prune',
          title: saying('prune', { noun: 'volume', count: volumes.length }),
          engine,
          subject: 'volumes',
        },
        async (task) => {
          const ready = await of(engine, task.signal);
          await pruneEach(
            task,
            'volume',
            volumes.map((id) => ({ id, name: id })),
            (id, signal) => ready.remove(id, signal),
          );
        },
      ),
    sizes: ({ engine }, { signal }) => sizes(engine, signal),
  };
}

type Measure = (engine: EngineId, signal: AbortSignal) => Promise<VolumeSizes>;

/** Lets callers share one measurement per engine: it is dear, and Docker refuses a second one at the same time. */
export function shareMeasures(measure: Measure): Measure {
  const running = new Map<
    EngineId,
    { readonly sizes: Promise<VolumeSizes>; readonly stop: AbortController; callers: number }
  >();
  const begin = (engine: EngineId) => {
    const stop = new AbortController();
    const sizes = measure(engine, stop.signal).finally(() => {
      if (running.get(engine)?.stop === stop) running.delete(engine);
    });
    const entry = { sizes, stop, callers: 0 };
    running.set(engine, entry);
    return entry;
  };
  return async (engine, signal) => {
    signal.throwIfAborted();
    const entry = running.get(engine) ?? begin(engine);
    entry.callers += 1;
    const leave = () => {
      entry.callers -= 1;
      if (entry.callers > 0) return;
      if (running.get(engine) === entry) running.delete(engine);
      entry.stop.abort();
    };
    signal.addEventListener('abort', leave, { once: true });
    return entry.sizes;
  };
}
