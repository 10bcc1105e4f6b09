import { randomBytes } from 'node:crypto';
import { posix } from 'node:path';
import type { EngineId } from '../../../app/engines/engine.ts';
import type { Service } from '../../../app/rpc/operation.ts';
import { ProblemError, problem } from '../../../app/rpc/problem.ts';
import { saying } from '../../../app/text/sayings.ts';
import { mostDropped, type StartedUpload, type UploadEntry, type uploads } from '../../../app/uploads.ts';
import type { Kept } from '../../disk/data-folder.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Engines } from '../engine/engine.ts';
import type { TaskHandle } from '../tasks/task.ts';
import type { Tasks } from '../tasks/tasks.ts';
import type { ShellRecord } from '../terminal/ledger.ts';
import type { TerminalService } from '../terminal/service.ts';
import { Inbox } from './inbox.ts';
import { LeftUploads, newUnpackedName, type Remove } from './left-uploads.ts';
import { packUpload } from './pack.ts';
import { asShell, findTarget, refuseTarget, type Target } from './target.ts';
import { EndedArchive, unpackByEngine, unpackByTar } from './unpack.ts';

/** How long the end of an upload may take, in ms: files are moved or removed within one filesystem. */
const endTime = 30_000;

interface Upload {
  readonly record: ShellRecord;
  readonly inbox: Inbox;
  readonly task: string;
  readonly paths: readonly string[];
}

/** What an upload begins with. */
interface Beginning {
  readonly target: Target;
  readonly entries: readonly UploadEntry[];
  readonly names: readonly string[];
  readonly replace: boolean;
}

export interface UploadService extends Service<typeof uploads> {
  /** The engine that an upload goes to; undefined for one that is not known. */
  engineOf(upload: string): EngineId | undefined;
}

/** Brings files of the page into containers, to where a shell is. */
export function createUploads(
  engines: Engines,
  tasks: Tasks,
  { terminal, folder }: { readonly terminal: Pick<TerminalService, 'recordOf'>; readonly folder: Kept },
): UploadService {
  const left = new LeftUploads(folder, engines, removeUnpacked);
  const running = new Map<string, Upload>();
  const find = (id: string): Upload => {
    const upload = running.get(id);
    if (!upload) throw problem('cancelled', 'upload-over');
    return upload;
  };
  const begin = (
    engine: Engine,
    record: ShellRecord,
    { target, entries, names, replace }: Beginning,
  ): StartedUpload => {
    refuseClashes(target, entries, replace);
    const id = randomBytes(16).toString('hex');
    const inbox = new Inbox();
    const title = saying('upload', { count: entries.filter(({ size }) => size !== undefined).length });
    const started = tasks.start({ kind: 'upload', title, engine: record.engine, subject: target.folder }, (task) =>
      send(engine, record, { target, entries, inbox, left }, task).finally(() => inbox.close()),
    );
    const paths = names.map((name) => posix.join(target.folder, name));
    running.set(id, { record, inbox, task: started.task, paths });
    void tasks.wait(started.task).finally(() => setTimeout(() => running.delete(id), endTime).unref());
    return { ...started, upload: id, folder: target.folder, of: target.of };
  };
  return {
    engineOf: (id) => running.get(id)?.record.engine,
    start: async ({ session, entries, replace = false }, { signal }) => {
      const record = terminal.recordOf(session);
      if (!record) throw problem('not-found', 'shell-ended');
      const names = topNames(entries);
      const engine = await engines.ready(record.engine, signal);
      const target = await findTarget(engine, record, names, signal);
      refuseTarget(target);
      return begin(engine, record, { target, entries, names, replace });
    },
    startIn: async ({ engine: on, id, folder, entries, replace = false }, { signal }) => {
      const names = topNames(entries);
      const engine = await engines.ready(on, signal);
      const { state } = await engine.containers.inspect(id, signal);
      if (state !== 'running') throw problem('conflict', 'file-needs-running');
      // Nothing there carries the mark of a shell that there is not.
      const record = { engine: on, container: id, shell: randomBytes(16).toString('hex'), user: '0' };
      const target = await findTarget(engine, record, names, signal, folder);
      if (!target.writable) throw problem('permission-denied', 'file-read-only');
      refuseTarget(target);
      return begin(engine, record, { target, entries, names, replace });
    },
    write: ({ upload, data }) => find(upload).inbox.push(data),
    end: async ({ upload }) => {
      const { task, paths } = find(upload);
      const { state, problem: why } = await tasks.wait(task);
      if (state === 'succeeded') return { paths };
      throw why ? new ProblemError(why) : problem('cancelled', 'cancelled');
    },
  };
}

/** What is dropped itself. @throws ProblemError where that is more than one command takes */
function topNames(entries: readonly UploadEntry[]): readonly string[] {
  const names = [...new Set(entries.map(({ path }) => path.split('/')[0] ?? ''))];
  if (names.length > mostDropped) throw problem('invalid-input', 'upload-too-many', { params: { most: mostDropped } });
  return names;
}

function refuseClashes({ folder, there }: Target, entries: readonly UploadEntry[], replace: boolean): void {
  const isFile = new Set(entries.filter(({ size }) => size !== undefined).map(({ path }) => path));
  for (const [name, kind] of there) {
    if (kind === 'folder' || !isFile.has(name)) {
      throw problem('conflict', 'upload-folder-there', { params: { name, folder } });
    }
  }
  const [name] = there.keys();
  if (name === undefined || replace) return;
  throw problem('conflict', 'upload-exists', { params: { name, count: there.size, folder } });
}

/** Where a command runs, and as whom. */
type Inside = Pick<ShellRecord, 'container' | 'user' | 'privileged'>;

interface Sending {
  readonly target: Target;
  readonly entries: readonly UploadEntry[];
  readonly inbox: Inbox;
  readonly left: LeftUploads;
}

/** Unpacks the files beside where they belong, and moves them there: none of them is ever there by half. */
async function send(engine: Engine, record: ShellRecord, { target, entries, inbox, left }: Sending, task: TaskHandle) {
  const { folder, owner, tar } = target;
  const into = newUnpackedName();
  const total = entries.reduce((sum, { size = 0 }) => sum + size, 0);
  let bytes = 0;
  const take = async () => {
    const data = await inbox.take(task.signal);
    bytes += data.byteLength;
    task.progress(bytes, total);
    return data;
  };
  task.say(saying('uploading', { folder }));
  const archive = new EndedArchive(packUpload({ entries, into, owner }, take));
  const unpack = tar ? unpackByTar : unpackByEngine;
  const { engine: on, container } = record;
  const place = { engine: on, container, ...asShell(record), folder, into };
  await left.during(place, async (isLeft) => {
    const late = lateAfter(task.signal);
    try {
      await unpack(engine, record, { folder, archive }, late.signal).finally(() => archive.check());
      task.signal.throwIfAborted();
      await run(engine, record, moveScript, [folder, into]);
    } catch (error) {
      await removeUnpacked(engine, place).catch(() => {
        isLeft();
        const said = saying('upload-left', { path: posix.join(folder, into) });
        task.say(said);
        task.leave(said);
      });
      throw error;
    } finally {
      late.dispose();
    }
  });
  task.result({ bytes });
  task.say(saying('uploaded', { bytes, folder }));
}

/** Aborts when a cancel has been waited for: what reads an archive that has ended ends by itself, if it can. */
function lateAfter(signal: AbortSignal): { readonly signal: AbortSignal; readonly dispose: () => void } {
  const late = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const begin = () => {
    timer = setTimeout(() => late.abort(signal.reason), endTime);
  };
  if (signal.aborted) begin();
  else signal.addEventListener('abort', begin, { once: true });
  return {
    signal: late.signal,
    dispose: () => {
      signal.removeEventListener('abort', begin);
      clearTimeout(timer);
    },
  };
}

const moveScript = `
cd "$0" && [ -d "$1" ] || exit 9
for path in "$1"/* "$1"/.[!.]* "$1"/..?*; do
  [ -e "$path" ] || [ -L "$path" ] || continue
  mv -f "$path" ./ || exit 1
done
rmdir "$1"`;

const removeScript = '! cd "$0" || rm -rf "./$1"';

const removeUnpacked: Remove = (engine, place) => run(engine, place, removeScript, [place.folder, place.into]);

/** Not by the task's signal: what was begun is ended, whatever becomes of it. */
async function run(engine: Engine, record: Inside, script: string, args: readonly string[]): Promise<void> {
  const command = ['/bin/sh', '-c', script, ...args];
  const signal = AbortSignal.timeout(endTime);
  const { exitCode, output } = await engine.containers.run(record.container, { command, ...asShell(record) }, signal);
  if (exitCode === 0) return;
  throw problem('permission-denied', 'upload-not-moved', { detail: output });
}
