import type { EngineId } from '../../app/engines/engine.ts';
import type { Network, networks } from '../../app/networks.ts';
import type { Service } from '../../app/rpc/operation.ts';
import { saying } from '../../app/text/sayings.ts';
import type { Engine } from '../engine/engine.ts';
import type { Engines } from './engine/engine.ts';
import { followLists } from './engine/followed-list.ts';
import { pruneEach } from './tasks/prune.ts';
import type { Tasks } from './tasks/tasks.ts';

/** Who is on a network is not in the list; the containers' list has that. */
const silentActions = /^(connect|disconnect)$/;

/** How often the networks are read of an engine that does not tell of them, in ms: it is one small answer. */
const unheardTime = 5_000;

/** Lists networks live and carries out the verbs on them. */
export function createNetworks(engines: Engines, tasks: Pick<Tasks, 'start'>): Service<typeof networks> {
  const { follow, renewed } = followLists<Network>(engines, {
    kind: 'network',
    silent: silentActions,
    unheard: ({ networkEvents }) => (networkEvents ? undefined : unheardTime),
    list: (engine, signal) => engine.networks.list(signal),
  });
  const of = async (engine: EngineId, signal: AbortSignal) => (await engines.ready(engine, signal)).networks;
  return {
    watch: ({ engine }, { signal }) => follow(engine, signal).read(signal),
    inspect: async ({ engine, id }, { signal }) => (await of(engine, signal)).inspect(id, signal),
    create: async ({ engine, ...order }, { signal }) =>
      renewed(engine, async () => (await of(engine, signal)).create(order, signal)),
    remove: async ({ engine, id }, { signal }) =>
      renewed(engine, async () => (await of(engine, signal)).remove(id, signal)),
    prunePreview: async ({ engine }, { signal }) => unusedNetworks(await engines.ready(engine, signal), signal),
    prune: ({ engine, networks }) =>
      tasks.start(
        {
          kind: 'prune',
          title: saying('prune', { noun: 'network', count: networks.length }),
          engine,
          subject: 'networks',
        },
        async (task) => {
          const ready = await of(engine, task.signal);
          const names = new Map((await ready.list(task.signal)).map(({ id, name }) => [id, name]));
          await pruneEach(
            task,
            'network',
            networks.map((id) => ({ id, name: names.get(id) ?? id.slice(0, 12) })),
            (id, signal) => renewed(engine, () => ready.remove(id, signal)),
          );
        },
      ),
    connect: async ({ engine, ...join }, { signal }) => (await of(engine, signal)).connect(join, signal),
    disconnect: async ({ engine, id, container, force }, { signal }) =>
      (await of(engine, signal)).disconnect(id, container, force, signal),
  };
}

/** Stopped containers count as users: without their network they could not start again. An engine's prune forgets them. */
async function unusedNetworks({ networks, containers }: Engine, signal: AbortSignal): Promise<Network[]> {
  const [all, rows] = await Promise.all([networks.list(signal), containers.list('all', signal)]);
  const used = new Set(rows.flatMap((row) => row.networks));
  return all.filter(({ name, builtin }) => !builtin && !used.has(name));
}
