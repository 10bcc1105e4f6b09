import type { EngineContainer } from '../../../app/containers.ts';
import { type files, headSize, type Looked, mostShown } from '../../../app/files.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { problem, toProblem } from '../../../app/rpc/problem.ts';
import type { Engines } from '../engine/engine.ts';
import { lookByArchive } from './by-archive.ts';
import { lookByShell } from './by-shell.ts';
import type { Inside } from './shell.ts';

/** The files of containers: by their own programs where they run and have some, else by the engine's archives. */
export function createFiles(engines: Engines): Service<typeof files> {
  const enter = async ({ engine, id }: EngineContainer, signal: AbortSignal): Promise<Inside> => ({
    engine: await engines.ready(engine, signal),
    container: id,
  });
  return {
    look: async ({ path, ...container }, { signal }) => {
      const inside = await enter(container, signal);
      // A command in a container is something that is done to it.
      const mayRun = engines.state(container.engine)?.guard !== 'read-only';
      const looked =
        ((await isRunning(inside, signal)) && mayRun
          ? await lookByShell(inside, path, signal).catch(withoutShell)
          : undefined) ?? (await lookByArchive(inside, path, signal));
      if (looked === 'nothing') throw problem('not-found', 'file-missing', { params: { path } });
      return shortened(looked);
    },
  };
}

async function isRunning({ engine, container }: Inside, signal: AbortSignal): Promise<boolean> {
  return (await engine.containers.inspect(container, signal)).state === 'running';
}

/** A container that cannot run a command, or ended just now, may still be packed. */
function withoutShell(error: unknown): undefined {
  const { code } = toProblem(error);
  if (code === 'engine-unreachable' || code === 'cancelled' || code === 'timeout') throw error;
}

/** Of a file that is too large only its beginning. */
function shortened(looked: Looked): Looked {
  if (looked.kind === 'folder' || looked.data.byteLength <= mostShown) return looked;
  return { ...looked, data: looked.data.slice(0, headSize) };
}
