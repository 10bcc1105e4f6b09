import type { EngineId } from '../../../app/engines/engine.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import type { SwarmService, SwarmTask, services } from '../../../app/swarm/services.ts';
import type { Engines } from '../engine/engine.ts';
import { followLists } from '../engine/followed-list.ts';
import { swarmOf } from './swarm-of.ts';

/**
 * How often what tasks do is read while it is looked at, in ms: a swarm tells of its services and nodes as they change,
 * and of no task. Often while something is under way; else only to learn that one has died.
 */
const rollingTime = 500;
const restingTime = 5_000;

/** States of a task that it stays in. */
const settled = /^(running|complete|shutdown|failed|rejected|remove|orphaned)$/;

/** Lists the services of swarms with their tasks live and carries out the verbs on them. */
export function createServices(engines: Engines): Service<typeof services> {
  const lists = followLists<SwarmService>(engines, {
    kind: 'service',
    unheard: (_, rows) => pace(rows, isRolling),
    list: async (engine, signal) => (await engine.swarm?.services(signal)) ?? [],
    // By this one an engine tells that it manages a swarm from now on.
    also: ({ kind }) => kind === 'node',
  });
  const tasks = followLists<SwarmTask>(engines, {
    kind: 'service',
    unheard: (_, rows) => pace(rows, ({ state, desired }) => desired === 'running' && !settled.test(state)),
    list: async (engine, signal) => (await engine.swarm?.tasks(signal)) ?? [],
    also: ({ kind }) => kind === 'node',
  });
  const of = (engine: EngineId, signal: AbortSignal) => swarmOf(engines, engine, signal);
  /** Does what changes services, and has them and their tasks read again. */
  const changed = <R>(engine: EngineId, work: () => Promise<R>) =>
    tasks.renewed(engine, () => lists.renewed(engine, work));
  return {
    watch: ({ engine }, { signal }) => lists.follow(engine, signal).read(signal),
    watchTasks: ({ engine }, { signal }) => tasks.follow(engine, signal).read(signal),
    inspect: async ({ engine, id }, { signal }) => (await of(engine, signal)).service(id, signal),
    scale: ({ engine, id, version, replicas }, { signal }) =>
      changed(engine, async () => (await of(engine, signal)).scale(id, version, replicas, signal)),
    restart: ({ engine, id }, { signal }) =>
      changed(engine, async () => (await of(engine, signal)).restart(id, signal)),
    rollback: ({ engine, id }, { signal }) =>
      changed(engine, async () => (await of(engine, signal)).rollback(id, signal)),
    remove: ({ engine, id }, { signal }) =>
      changed(engine, async () => (await of(engine, signal)).removeService(id, signal)),
  };
}

function pace<T>(rows: readonly T[], rolls: (row: T) => boolean): number | undefined {
  if (rows.length === 0) return undefined;
  return rows.some(rolls) ? rollingTime : restingTime;
}

function isRolling({ running, wanted, update }: SwarmService): boolean {
  return running !== wanted || /^(updating|rollback_started)$/.test(update?.state ?? '');
}
