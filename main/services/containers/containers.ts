import {
  type Container,
  type ContainerRecipe,
  type containers,
  type EngineContainer,
  type Health,
  isKill,
} from '../../../app/containers.ts';
import type { Context, Service } from '../../../app/rpc/operation.ts';
import { problem, toProblem } from '../../../app/rpc/problem.ts';
import type { Engine } from '../../engine/engine.ts';
import type { EngineContainers } from '../../engine/ports/containers.ts';
import type { Engines } from '../engine/engine.ts';
import { followLists } from '../engine/followed-list.ts';
import { readLastLines } from './last-lines.ts';
import { pruning, type RemoveContainer, type Starts } from './prune.ts';
import { Restarts } from './restarts.ts';
import { Stops } from './stops.ts';

/** Events that say nothing about what a list shows; health checks alone send three of them every few seconds. */
const silentActions = /^(exec_|attach|detach|top$|resize$|archive-path$|extract-to-dir$|copy$|commit$|export$)/;

/** What a container was made from may be gone. */
function withoutImage(error: unknown): undefined {
  if (toProblem(error).code !== 'not-found') throw error;
}

async function readRecipe({ containers, images }: Engine, id: string, signal: AbortSignal): Promise<ContainerRecipe> {
  const made = await containers.inspect(id, signal);
  const image = await images.inspect(made.imageId.replace(/^sha256:/, ''), signal).catch(withoutImage);
  return containers.readSpec(made, image, signal);
}

async function checkHealth({ health }: Engine, id: string, signal: AbortSignal): Promise<Health> {
  if (!health) throw problem('unsupported', 'health-by-itself');
  return health.check(id, signal);
}

type Reading = 'inspect' | 'limits' | 'lastLines' | 'recipe' | 'top' | 'changes';

/** What is asked of one container and changes nothing. */
function readings(engines: Engines): Pick<Service<typeof containers>, Reading> {
  return {
    inspect: async ({ engine, id }, { signal }) => (await engines.ready(engine, signal)).containers.inspect(id, signal),
    limits: async ({ engine, id }, { signal }) => (await engines.ready(engine, signal)).containers.limits(id, signal),
    lastLines: async ({ engine, id }, { signal }) =>
      readLastLines((await engines.ready(engine, signal)).containers, id, signal),
    top: async ({ engine, id }, { signal }) => (await engines.ready(engine, signal)).containers.top(id, signal),
    changes: async ({ engine, id }, { signal }) => (await engines.ready(engine, signal)).containers.changes(id, signal),
    recipe: async ({ engine, id }, { signal }) => readRecipe(await engines.ready(engine, signal), id, signal),
  };
}

type Verb = (containers: EngineContainers, id: string, signal: AbortSignal) => Promise<void>;

function verbOn(engines: Engines, run: Verb): (container: EngineContainer, context: Context) => Promise<void> {
  return async ({ engine, id }, { signal }) => run((await engines.ready(engine, signal)).containers, id, signal);
}

type Plain = 'pause' | 'unpause' | 'rename' | 'update' | 'checkHealth' | 'remove';

/** The verbs of which the engine's own events tell all that a list needs. */
function plainVerbs(engines: Engines, remove: RemoveContainer): Pick<Service<typeof containers>, Plain> {
  return {
    pause: verbOn(engines, (containers, id, signal) => containers.pause(id, signal)),
    unpause: verbOn(engines, (containers, id, signal) => containers.unpause(id, signal)),
    rename: async ({ engine, id, name }, { signal }) =>
      (await engines.ready(engine, signal)).containers.rename(id, name, signal),
    update: async ({ engine, id, change }, { signal }) =>
      (await engines.ready(engine, signal)).containers.update(id, change, signal),
    checkHealth: async ({ engine, id }, { signal }) => checkHealth(await engines.ready(engine, signal), id, signal),
    remove: async (container, { signal }) =>
      remove(await engines.ready(container.engine, signal), { ...container, how: 'remove' }, signal),
  };
}

/** Lists containers live and carries out the verbs on them; `remove` is how they are removed. */
export function createContainers(engines: Engines, tasks: Starts, remove: RemoveContainer): Service<typeof containers> {
  const stops = new Stops();
  const restarts = new Restarts();
  const { follow, touch } = followLists<Container>(engines, {
    kind: 'container',
    silent: silentActions,
    hear: (engine, event) => stops.hear(engine, event),
    mark: (engine, row) => restarts.mark(engine, stops.mark(engine, row)),
    list: (engine, signal) => engine.containers.list('all', signal),
    read: (engine, ids, signal) => engine.containers.read(ids, signal),
    // They come fast however many have ended, and they are what people look for.
    first: (engine, signal) => engine.containers.list('running', signal),
  });

  /** Ends a container because that was asked for. */
  const end = async (container: EngineContainer, { signal }: Context, run: Verb): Promise<void> => {
    const { containers } = await engines.ready(container.engine, signal);
    stops.note(container);
    try {
      await run(containers, container.id, signal);
    } catch (error) {
      // Who waits no longer takes back nothing: the container was asked.
      if (!signal.aborted) stops.forget(container);
      throw error;
    }
  };

  /** Most signals end nothing, and those that ask a container to end may be refused by it. */
  const send = async (container: EngineContainer, name: string, { signal }: Context): Promise<void> => {
    const { containers } = await engines.ready(container.engine, signal);
    stops.signalled(container, name);
    await containers.kill(container.id, signal, name);
  };

  const start = verbOn(engines, (containers, id, signal) => containers.start(id, signal));
  /** Not every engine tells of a start or restart that failed, or of both halves of one: the row is read again in any case. */
  const touched = async (container: EngineContainer, done: Promise<void>): Promise<void> => {
    try {
      await done;
    } finally {
      touch(container.engine, container.id);
    }
  };

  const restart = verbOn(engines, (containers, id, signal) => containers.restart(id, signal));

  return {
    ...readings(engines),
    ...plainVerbs(engines, remove),
    ...pruning(engines, tasks, remove),
    watch: ({ engine }, { signal }) => follow(engine, signal).read(signal),
    start: (container, context) => touched(container, start(container, context)),
    stop: async ({ seconds, ...container }, context) => {
      await restarts.over(container, context.signal);
      await end(container, context, (containers, id, signal) => containers.stop(id, signal, seconds));
    },
    restart: (container, context) =>
      touched(
        container,
        restarts.during(container, () => restart(container, context)),
      ),
    kill: ({ signal: name, ...container }, context) =>
      name === undefined || isKill(name)
        ? end(container, context, (containers, id, signal) => containers.kill(id, signal))
        : send(container, name, context),
  };
}
