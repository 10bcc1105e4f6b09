import { createHash } from 'node:crypto';
import { join, posix } from 'node:path';
import type { EngineContainer } from '../../../app/containers.ts';
import { type FileSearch, type files, headSize, type Looked, mostShown } from '../../../app/files.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { problem } from '../../../app/rpc/problem.ts';
import { saying } from '../../../app/text/sayings.ts';
import { type During, unnoted } from '../../disk/unfinished.ts';
import type { Engines } from '../engine/engine.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { download, downloadName, expectFree } from './download/download.ts';
import { lookByArchive } from './inside/by-archive.ts';
import { lookByShell } from './inside/by-shell.ts';
import { packFile, packFolder } from './inside/pack-in.ts';
import { searchByArchive, searchByShell } from './inside/search.ts';
import { type Inside, withoutShell, withoutTools } from './inside/shell.ts';
import { change, makeFolder, refuseMemory, remove, rename, weigh, write } from './inside/verbs.ts';

/**
 * The files of containers: by their own programs where they run and have some, else by the engine's archives.
 * @param during told where a draft may be left if this process dies while it writes
 */
export function createFiles(
  engines: Engines,
  tasks: Pick<Tasks, 'start'>,
  during: During = unnoted,
): Service<typeof files> {
  return {
    ...plainVerbs(engines),
    look: async ({ path, ...container }, { signal }) => shortened(await look(engines, container, path, signal)),
    search: ({ path, name, ...container }, { signal }) => search(engines, container, { path, name }, signal),
    download: async ({ paths, to, ...container }, { signal }) => {
      const inside = await enter(engines, container, signal);
      const ways = paths.map((path) => ({ path, to: join(to, downloadName(path, container.id)) }));
      for (const way of ways) await expectFree(way.to);
      if (await runsScripts(engines, container, signal)) {
        await refuseMemory(inside, paths, signal).catch(withoutTools);
      }
      const [{ path, to: subject } = { path: '/', to }] = ways;
      const title =
        ways.length === 1 ? saying('download', { name: path }) : saying('download-files', { count: ways.length });
      return tasks.start({ kind: 'download', title, engine: container.engine, subject }, (task) =>
        download(inside, ways, { during, task }),
      );
    },
    write: async ({ path, data, version, ...container }, { signal }) => {
      const now = await look(engines, container, path, signal);
      if (now.kind === 'folder' || versionOf(now.data) !== version) throw problem('conflict', 'file-changed');
      const inside = await enter(engines, container, signal);
      if (now.live) await write(inside, now.path, data, signal);
      else await packFile(inside, now.path, now.file, data, signal);
      return versionOf(data);
    },
  };
}

type Plain = 'makeFolder' | 'rename' | 'weigh' | 'remove' | 'change';

/** The verbs that the container's own programs do, as most of them can be done by nothing else. */
function plainVerbs(engines: Engines): Pick<Service<typeof files>, Plain> {
  const enterRunning = async (container: EngineContainer, signal: AbortSignal): Promise<Inside> => {
    if (await runsScripts(engines, container, signal)) return enter(engines, container, signal);
    throw problem('conflict', 'file-needs-running');
  };
  return {
    makeFolder: async ({ folder, name, ...container }, { signal }) => {
      const inside = await enter(engines, container, signal);
      const path = posix.join(folder, name);
      if (await runsScripts(engines, container, signal)) await makeFolder(inside, path, name, signal);
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
  };
}

async function enter(engines: Engines, { engine, id }: EngineContainer, signal: AbortSignal): Promise<Inside> {
  return { engine: await engines.ready(engine, signal), container: id };
}

/** Whether scripts may be run in a container: a command is something that is done to it. */
async function runsScripts(engines: Engines, { engine, id }: EngineContainer, signal: AbortSignal): Promise<boolean> {
  if (engines.state(engine)?.guard === 'read-only') return false;
  return (await (await engines.ready(engine, signal)).containers.inspect(id, signal)).state === 'running';
}

async function look(engines: Engines, container: EngineContainer, path: string, signal: AbortSignal): Promise<Looked> {
  const inside = await enter(engines, container, signal);
  const byShell = (await runsScripts(engines, container, signal))
    ? await lookByShell(inside, path, signal).catch(withoutShell)
    : undefined;
  const looked = byShell ?? (await lookByArchive(inside, path, signal));
  if (looked === 'nothing') throw problem('not-found', 'file-missing', { params: { path } });
  return looked;
}

async function* search(
  engines: Engines,
  container: EngineContainer,
  { path, name }: { readonly path: string; readonly name: string },
  signal: AbortSignal,
): AsyncGenerator<FileSearch, void> {
  const inside = await enter(engines, container, signal);
  if (await runsScripts(engines, container, signal)) {
    const byShell = searchByShell(inside, path, name, signal);
    let told = false;
    try {
      for (;;) {
        const { done, value } = await byShell.next();
        if (done === true) {
          if (value) return;
          break;
        }
        told = true;
        yield value;
      }
    } catch (error) {
      if (told) throw error;
      withoutShell(error);
    } finally {
      await byShell.return(true);
    }
  }
  yield* searchByArchive(inside, path, name, signal);
}

function pathsOf(folder: string, names: readonly string[]): readonly string[] {
  return names.map((name) => posix.join(folder, name));
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
