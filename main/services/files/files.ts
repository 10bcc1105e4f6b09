import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import type { EngineContainer } from '../../../app/containers.ts';
import { type files, headSize, type Looked, mostShown } from '../../../app/files.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { problem, toProblem } from '../../../app/rpc/problem.ts';
import type { Engines } from '../engine/engine.ts';
import { lookByArchive } from './by-archive.ts';
import { lookByShell } from './by-shell.ts';
import { packFile, packFolder } from './pack-in.ts';
import type { Inside } from './shell.ts';
import { change, makeFolder, remove, rename, weigh, write } from './verbs.ts';

/** The files of containers: by their own programs where they run and have some, else by the engine's archives. */
export function createFiles(engines: Engines): Service<typeof files> {
  const enter = async ({ engine, id }: EngineContainer, signal: AbortSignal): Promise<Inside> => ({
    engine: await engines.ready(engine, signal),
    container: id,
  });
  /** For what only programs in the container do. */
  const enterRunning = async (container: EngineContainer, signal: AbortSignal): Promise<Inside> => {
    const inside = await enter(container, signal);
    if (!(await isRunning(inside, signal))) throw problem('conflict', 'file-needs-running');
    return inside;
  };
  const look = async (container: EngineContainer, path: string, signal: AbortSignal): Promise<Looked> => {
    const inside = await enter(container, signal);
    // A command in a container is something that is done to it.
    const mayRun = engines.state(container.engine)?.guard !== 'read-only';
    const looked =
      ((await isRunning(inside, signal)) && mayRun
        ? await lookByShell(inside, path, signal).catch(withoutShell)
        : undefined) ?? (await lookByArchive(inside, path, signal));
    if (looked === 'nothing') throw problem('not-found', 'file-missing', { params: { path } });
    return looked;
  };
  return {
    look: async ({ path, ...container }, { signal }) => shortened(await look(container, path, signal)),
    makeFolder: async ({ folder, name, ...container }, { signal }) => {
      const inside = await enter(container, signal);
      const path = posix.join(folder, name);
      if (await isRunning(inside, signal)) await makeFolder(inside, path, name, signal);
      else await packFolder(inside, path, signal);
    },
    rename: async ({ folder, name, to, ...container }, { signal }) => {
      const inside = await enterRunning(container, signal);
      await rename(inside, { from: posix.join(folder, name), to: posix.join(folder, to), name: to }, signal);
    },
    weigh: async ({ folder, names, ...container }, { signal }) =>
      weigh(await enterRunning(container, signal), pathsOf(folder, names), signal),
    remove: async ({ folder, names, ...container }, { signal }) =>
      remove(await enterRunning(container, signal), pathsOf(folder, names), signal),
    change: async ({ folder, names, mode, owner, below, ...container }, { signal }) =>
      change(await enterRunning(container, signal), pathsOf(folder, names), { mode, owner, below }, signal),
    write: async ({ path, data, version, ...container }, { signal }) => {
      const now = await look(container, path, signal);
      if (now.kind === 'folder' || versionOf(now.data) !== version) throw problem('conflict', 'file-changed');
      const inside = await enter(container, signal);
      if (now.live) await write(inside, now.path, data, signal);
      else await packFile(inside, now.path, now.file, data, signal);
      return versionOf(data);
    },
  };
}

function pathsOf(folder: string, names: readonly string[]): readonly string[] {
  return names.map((name) => posix.join(folder, name));
}

async function isRunning({ engine, container }: Inside, signal: AbortSignal): Promise<boolean> {
  return (await engine.containers.inspect(container, signal)).state === 'running';
}

/** A container that cannot run a command, or ended just now, may still be packed. */
function withoutShell(error: unknown): undefined {
  const { code } = toProblem(error);
  if (code === 'engine-unreachable' || code === 'cancelled' || code === 'timeout') throw error;
}

/** Of a file that is too large only its beginning; of another what it is known by. */
function shortened(looked: Looked): Looked {
  if (looked.kind === 'folder') return looked;
  if (looked.data.byteLength > mostShown) return { ...looked, data: looked.data.slice(0, headSize) };
  return looked.file.kind === 'file' ? { ...looked, version: versionOf(looked.data) } : looked;
}

function versionOf(data: Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
