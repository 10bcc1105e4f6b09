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
import { endTime, removeUnpacked, unpackBeside } from './beside.ts';
import { Inbox } from './inbox.ts';
import { LeftUploads, newUnpackedName } from './left-uploads.ts';
import { packUpload } from './pack.ts';
import { findTarget, refuseTarget, type Target } from './target.ts';

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
  /** What uploads and copies that did not end have unpacked. */
  readonly left: LeftUploads;
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
    left,
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
      await expectRunning(engine, id, signal);
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

async function expectRunning(engine: Engine, id: string, signal: AbortSignal): Promise<void> {
  const { state } = await engine.containers.inspect(id, signal);
  if (state !== 'running') throw problem('conflict', 'file-needs-running');
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

interface Sending {
  readonly target: Target;
  readonly entries: readonly UploadEntry[];
  readonly inbox: Inbox;
  readonly left: LeftUploads;
}

async function send(engine: Engine, record: ShellRecord, { target, entries, inbox, left }: Sending, task: TaskHandle) {
  const { folder, owner } = target;
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
  const packed = packUpload({ entries, into, owner }, take);
  await unpackBeside(engine, record, { target, into, packed, left }, task);
  task.result({ bytes });
  task.say(saying('uploaded', { bytes, folder }));
}
