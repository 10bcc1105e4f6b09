import { randomBytes } from 'node:crypto';
import { posix } from 'node:path';
import { Readable } from 'node:stream';
import type { EngineContainer, Mount } from '../../../app/containers.ts';
import { problem } from '../../../app/rpc/problem.ts';
import { saying } from '../../../app/text/sayings.ts';
import type { Engine } from '../../engine/engine.ts';
import type { FoundFile } from '../../engine/ports/files.ts';
import { withoutShell, withoutTools } from '../files/inside/shell.ts';
import { refuseMemory } from '../files/inside/verbs.ts';
import type { TaskHandle } from '../tasks/tasks.ts';
import { unpackBeside } from '../uploads/beside.ts';
import { type LeftUploads, newUnpackedName } from '../uploads/left-uploads.ts';
import { findTarget, refuseTarget, type Target } from '../uploads/target.ts';
import { type Sifted, Sifter } from './sift.ts';

/** A container whose files are read or written, by an engine that answers. */
interface Inside {
  readonly on: EngineContainer;
  readonly engine: Engine;
  readonly container: string;
  /** Whether commands may be run in it: it runs, and its engine may be changed. */
  readonly runs: boolean;
  readonly mounts: readonly Mount[];
}

/** What is copied where, as far as it was looked at before the copy begins. */
export interface FileCopy {
  readonly from: Inside;
  readonly to: Inside;
  readonly files: readonly FoundFile[];
  readonly names: readonly string[];
  readonly folder: string;
  /** Where the container's own programs see it; undefined where the engine unpacks it by itself. */
  readonly target: Target | undefined;
}

/** Knows a container by what it is asked for. @param free commands may be run on its engine */
export async function enter(on: EngineContainer, engine: Engine, free: boolean, signal: AbortSignal): Promise<Inside> {
  const { state, mounts } = await engine.containers.inspect(on.id, signal);
  return { on, engine, container: on.id, runs: free && state === 'running', mounts };
}

/** Looks at both ends. @throws ProblemError where something cannot be copied, or is there already */
export async function prepare(
  { from, to }: Pick<FileCopy, 'from' | 'to'>,
  paths: readonly string[],
  folder: string,
  signal: AbortSignal,
): Promise<FileCopy> {
  if (from.runs) await refuseMemory(from, paths, signal).catch(withoutTools);
  for (const path of paths)
    if (isInMemory(from, path)) throw problem('unsupported', 'file-in-memory', { params: { path } });
  const files: FoundFile[] = [];
  for (const path of paths) {
    const found = await from.engine.files.find(from.container, path, signal);
    if (!found) throw problem('not-found', 'file-missing', { params: { path } });
    if (found.kind !== 'file' && found.kind !== 'folder')
      throw problem('unsupported', 'download-odd', { params: { path } });
    files.push(found);
  }
  const names = paths.map(
    (path, at) => posix.basename(path) || posix.basename(files[at]?.path ?? '') || from.container.slice(0, 12),
  );
  // A command goes to its engine as JSON, in which not every name can be written.
  const isText = !/\p{Surrogate}/u.test(folder);
  const target =
    to.runs && isText
      ? await findTarget(to.engine, asRoot(to.on), names, signal, folder).catch(withoutShell)
      : undefined;
  const there = target?.folder ?? (await findFolder(to, folder, signal));
  if (target) refuseTarget(target);
  else if (isInMemory(to, there)) throw problem('unsupported', 'upload-into-memory', { params: { folder: there } });
  else if (mountOf(to.mounts, there)?.readOnly) throw problem('permission-denied', 'file-read-only');
  for (const file of files) refuseLoop(file, { from, to }, there);
  for (const [at, name] of names.entries()) {
    const isTwice = names.indexOf(name) !== at;
    if (isTwice || (await isTaken(to, target, posix.join(there, name), signal))) {
      throw problem('conflict', 'copy-name-there', { params: { name, folder: there }, field: 'folder' });
    }
  }
  return { from, to, files, names, folder: there, target };
}

/** Copies files and folders, over nothing that is there. Answers with how many bytes went. @throws ProblemError */
export async function copyFiles(copy: FileCopy, left: Pick<LeftUploads, 'during'>, task: TaskHandle): Promise<number> {
  const { from, to, files, names, target } = copy;
  const into = newUnpackedName();
  const sifter = new Sifter(into);
  const around = target ? `${into}/` : '';
  const some = files.map(
    (file, at): Sifted => ({
      as: `${around}${names[at] ?? ''}`,
      kind: file.kind === 'folder' ? 'folder' : 'file',
      parts: from.engine.files.read(from.container, file, task.signal),
    }),
  );
  const isSized = files.every(({ kind }) => kind === 'file');
  const total = files.reduce((sum, { size }) => sum + size, 0);
  const tell = () => {
    if (isSized) task.progress(sifter.bytes, total);
    task.say(saying('copied', { bytes: sifter.bytes }));
  };
  const folders = target
    ? [{ name: `${into}/`, type: 'folder', mode: 0o755, mtime: Date.now(), size: 0 } as const]
    : [];
  const packed = sifter.pack(some, folders, tell);
  if (target) await unpackBeside(to.engine, asRoot(to.on), { target, into, packed, left }, task);
  else await unpackThere(copy, packed, task);
  sifter.note(task);
  return sifter.bytes;
}

/** Where nothing in the container can move or remove files: what was there when it broke off stays, and is told. */
async function unpackThere(
  { to, folder, names }: FileCopy,
  packed: AsyncIterable<Buffer>,
  task: TaskHandle,
): Promise<void> {
  try {
    await to.engine.files.unpack(to.container, folder, Readable.from(packed, { objectMode: false }), task.signal);
  } catch (error) {
    const left: string[] = [];
    for (const name of names) {
      const path = posix.join(folder, name);
      // Not by the task's signal: it may be that what ended it.
      const isThere = await to.engine.files.find(to.container, path, AbortSignal.timeout(5000)).catch(() => undefined);
      if (isThere) left.push(path);
    }
    const [path] = left;
    if (path !== undefined) {
      const said = saying('copy-half', { path, more: left.length - 1 });
      task.say(said);
      task.leave(said);
    }
    throw error;
  }
}

/** Nothing there carries the mark of a shell that there is not. */
function asRoot({ engine, id }: EngineContainer) {
  return { engine, container: id, shell: randomBytes(16).toString('hex'), user: '0' };
}

/** The container's own programs were asked for names that are text. */
async function isTaken(
  { engine, container }: Inside,
  target: Target | undefined,
  path: string,
  signal: AbortSignal,
): Promise<boolean> {
  const name = posix.basename(path);
  if (target && !/\p{Surrogate}/u.test(name)) return target.there.has(name);
  return (await engine.files.find(container, path, signal)) !== undefined;
}

async function findFolder({ engine, container }: Inside, folder: string, signal: AbortSignal): Promise<string> {
  const found = await engine.files.find(container, folder, signal);
  if (found?.kind === 'folder') return found.path;
  throw problem('not-found', found ? 'copy-no-folder' : 'file-missing', { params: { path: folder }, field: 'folder' });
}

/** The mount that a path is in. */
function mountOf(mounts: readonly Mount[], path: string): Mount | undefined {
  const around = mounts.filter(({ target }) => isWithin(path, target));
  return around.toSorted((one, other) => other.target.length - one.target.length)[0];
}

function isInMemory({ runs, mounts }: Inside, path: string): boolean {
  return runs && mountOf(mounts, path)?.type === 'tmpfs';
}

function isWithin(path: string, folder: string): boolean {
  return `${path}/`.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}

/** A folder that is copied into itself would never end: also by way of a volume that both containers have. */
function refuseLoop({ path, kind }: FoundFile, { from, to }: Pick<FileCopy, 'from' | 'to'>, folder: string): void {
  if (kind !== 'folder' || from.on.engine !== to.on.engine) return;
  const isLoop = isWithin(placeOf(to, folder), placeOf(from, path));
  if (isLoop) throw problem('invalid-input', 'copy-into-itself', { params: { path }, field: 'folder' });
}

/** A place as its engine knows it: in a volume or a folder of its machine, else in the container's own files. */
function placeOf({ container, mounts }: Inside, path: string): string {
  const mount = mountOf(mounts, path);
  return mount ? `${mount.source}:${path.slice(mount.target.length)}` : `${container}:${path}`;
}
