import { createHash } from 'node:crypto';
import { join, posix } from 'node:path';
import type { EngineContainer } from '../../../app/containers.ts';
import { type files, headSize, type Looked, mostShown } from '../../../app/files.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { problem, toProblem } from '../../../app/rpc/problem.ts';
import { saying } from '../../../app/text/sayings.ts';
import { type During, unnoted } from '../../disk/unfinished.ts';
import type { Engines } from '../engine/engine.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { lookByArchive } from './by-archive.ts';
import { lookByShell } from './by-shell.ts';
import { download, downloadName, expectFree } from './download/download.ts';
import { packFile, packFolder } from './pack-in.ts';
import type { Inside } from './shell.ts';
import { change, makeFolder, refuseMemory, remove, rename, weigh, write } from './verbs.ts';

/**
 * The files of containers: by their own programs where they run and have some, else by the engine's archives.
 * @param during told where a draft may be left if this process dies while it writes
 */
export function createFiles(
  engines: Engines,
  tasks: Pick<Tasks, 'start'>,
  during: During = unnoted,
): Service<typeof files> {
  const enter = async ({ engine, id }: EngineContainer, signal: AbortSignal): Promise<Inside> => ({
    engine: await engines.ready(engine, signal),
    container: id,
  });
  /** A command in a container is something that is done to it. */
  const mayRun = ({ engine }: EngineContainer): boolean => engines.state(engine)?.guard !== 'read-only';
  /** For what only programs in the container do. */
  const enterRunning = async (container: EngineContainer, signal: AbortSignal): Promise<Inside> => {
    const inside = await enter(container, signal);
    if (!(await isRunning(inside, signal))) throw problem('conflict', 'file-needs-running');
    return inside;
  };
  const look = async (container: EngineContainer, path: string, signal: AbortSignal): Promise<Looked> => {
    const inside = await enter(container, signal);
    const looked =
      (mayRun(container) && (await isRunning(inside, signal))
        ? await lookByShell(inside, path, signal).catch(withoutShell)
        : undefined) ?? (await lookByArchive(inside, path, signal));
    if (looked === 'nothing') throw problem('not-found', 'file-missing', { params: { path } });
    return looked;
  };
  return {
    look: async ({ path, ...container }, { signal }) => shortened(await look(container, path, signal)),
    download: async ({ paths, to, ...container }, { signal }) => {
      const inside = await enter(container, signal);
      const ways = paths.map((path) => ({ path, to: join(to, downloadName(path, container.id)) }));
      for (const way of ways) await expectFree(way.to);
      if (mayRun(container) && (await isRunning(inside, signal)))
        await refuseMemory(inside, paths, signal).catch(withoutTools);
      const [{ path, to: subject } = { path: '/', to }] = ways;
      const title =
        ways.length === 1 ? saying('download', { name: path }) : saying('download-files', { count: ways.length });
      return tasks.start({ kind: 'download', title, engine: container.engine, subject }, (task) =>
        download(inside, ways, { during, task }),
      );
    },
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

/** Where nothing in the container can tell what is in memory, the engine packs what it sees. */
function withoutTools(error: unknown): void {
  const { reason } = toProblem(error);
  if (reason !== 'file-needs-shell') throw error;
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
