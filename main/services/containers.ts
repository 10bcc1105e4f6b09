import type { Container, containers, EngineContainer } from '../../app/containers.ts';
import { toProblem } from '../../app/problem.ts';
import type { Context, Service } from '../../app/rpc/operation.ts';
import type { EngineContainers } from '../engine/ports/containers.ts';
import type { Engines } from './engine.ts';
import { followLists } from './followed-list.ts';
import { Stops } from './stops.ts';

/** Events that say nothing about what a list shows; health checks alone send three of them every few seconds. */
const silentActions = /^(exec_|attach|detach|top$|resize$|archive-path$|extract-to-dir$|copy$|commit$|export$)/;

/** What a container was made from may be gone. */
function withoutImage(error: unknown): undefined {
  if (toProblem(error).code !== 'not-found') throw error;
}

/** Lists containers live and carries out the verbs on them. */
export function createContainers(engines: Engines): Service<typeof containers> {
  const stops = new Stops();
  const marked = async (rows: Promise<Container[]>) => (await rows).map((row) => stops.mark(row));
  const follow = followLists<Container>(engines, {
    kind: 'container',
    silent: silentActions,
    hear: (event) => stops.hear(event),
    list: (engine, signal) => marked(engine.containers.list('all', signal)),
    read: (engine, ids, signal) => marked(engine.containers.read(ids, signal)),
    // They come fast however many have ended, and they are what people look for.
    first: (engine, signal) => engine.containers.list('running', signal),
  });

  const verb = (run: (containers: EngineContainers, id: string, signal: AbortSignal) => Promise<void>) => {
    return async ({ engine, id }: EngineContainer, { signal }: Context): Promise<void> =>
      run((await engines.ready(engine, signal)).containers, id, signal);
  };

  /** A verb that ends a container because it was asked for. */
  const ending = (run: (containers: EngineContainers, id: string, signal: AbortSignal) => Promise<void>) =>
    verb(async (containers, id, signal) => {
      stops.note(id);
      try {
        await run(containers, id, signal);
      } catch (error) {
        stops.forget(id);
        throw error;
      }
    });

  return {
    watch: ({ engine }, { signal }) => follow(engine, signal).read(signal),
    inspect: async ({ engine, id }, { signal }) => (await engines.ready(engine, signal)).containers.inspect(id, signal),
    recipe: async ({ engine, id }, { signal }) => {
      const { containers, images } = await engines.ready(engine, signal);
      const made = await containers.inspect(id, signal);
      const image = await images.inspect(made.imageId.replace(/^sha256:/, ''), signal).catch(withoutImage);
      return containers.readSpec(made, image, signal);
    },
    start: verb((containers, id, signal) => containers.start(id, signal)),
    stop: ending((containers, id, signal) => containers.stop(id, signal)),
    restart: verb((containers, id, signal) => containers.restart(id, signal)),
    pause: verb((containers, id, signal) => containers.pause(id, signal)),
    unpause: verb((containers, id, signal) => containers.unpause(id, signal)),
    kill: ending((containers, id, signal) => containers.kill(id, signal)),
    rename: async ({ engine, id, name }, { signal }) =>
      (await engines.ready(engine, signal)).containers.rename(id, name, signal),
    remove: async ({ engine, id, volumes }, { signal }) =>
      (await engines.ready(engine, signal)).containers.remove(id, volumes, signal),
  };
}
