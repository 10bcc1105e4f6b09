import type { ContainerId } from '../../app/containers.ts';
import type { GantryClient } from '../../app/contract.ts';
import type { DockShell } from '../../app/dock.ts';
import type { EngineId } from '../../app/engines/engine.ts';
import { ProblemError, toProblem } from '../../app/rpc/problem.ts';
import { maxWrite } from '../../app/terminal.ts';
import { cliWord } from '../../app/text/command-line.ts';
import { type StartedUpload, type UploadEntry, uploadChunk } from '../../app/uploads.ts';
import type { Session } from '../stores/session.ts';
import { words } from '../words/words.ts';
import { dockTarget } from './dock/target.ts';
import type { GlobalCommand } from './running/command.ts';

const text = words.terminal.upload;

type Shell = Pick<DockShell, 'engine' | 'session'>;

/** A file to upload, or a folder, which has no content. */
export interface Dropped {
  /** Relative, with slashes; folders come before what is in them. */
  readonly path: string;
  readonly file?: File;
}

/** Where files go: how that is begun, and the engine that they go to. */
interface Destination {
  readonly engine: EngineId;
  readonly start: (client: GantryClient, entries: UploadEntry[], replace: boolean) => Promise<StartedUpload>;
  readonly begun?: (started: StartedUpload) => void;
}

/** A folder of a container. */
interface Folder {
  readonly engine: EngineId;
  readonly id: ContainerId;
  readonly folder: string;
}

/**
 * Uploads files into the folder that a shell is in, and types their paths once they are there. Asks before anything is
 * replaced, and tells what went wrong. Never rejects.
 */
export async function uploadInto(shell: Shell, dropped: readonly Dropped[], session: Session): Promise<void> {
  const into: Destination = {
    engine: shell.engine,
    start: (client, entries, replace) => client.uploads.start({ session: shell.session, entries, replace }),
    begun: ({ of, folder }) => {
      if (of === 'container') session.notices.succeed(text.intoContainer({ folder }));
    },
  };
  await upload(into, dropped, session, async ({ paths }) => {
    await type(shell, paths, session);
    session.focus.toShell(shell.session);
  });
}

/** The same into a folder of a container; `done` is called once they are there. */
export async function uploadToFolder(
  { engine, id, folder }: Folder,
  dropped: readonly Dropped[],
  session: Session,
  done: () => void,
): Promise<void> {
  const into: Destination = {
    engine,
    start: (client, entries, replace) => client.uploads.startIn({ engine, id, folder, entries, replace }),
  };
  await upload(into, dropped, session, async () => done());
}

async function upload(
  into: Destination,
  dropped: readonly Dropped[],
  session: Session,
  done: (there: { readonly paths: readonly string[] }) => Promise<void>,
): Promise<void> {
  const { link, notices, tasks } = session;
  if (dropped.length === 0) return;
  try {
    const started = await begin(into, dropped, session);
    if (!started) return;
    const { upload, task } = started;
    into.begun?.(started);
    tasks.startedHere(task);
    if (!(await send(upload, dropped, session))) {
      await link.ask((client) => client.tasks.cancel({ task }));
      return;
    }
    await done(await link.ask((client) => client.uploads.end({ upload })).catch(toldByTask));
  } catch (error) {
    // What fails once it has begun, its task tells.
    if (!(error instanceof TaskTells)) notices.fail(text.failed, toProblem(error));
  }
}

/** Why an upload goes no further is told by its task. */
class TaskTells extends Error {}

function toldByTask(error: unknown): never {
  throw error instanceof ProblemError ? new TaskTells() : error;
}

/** Begins, if need be with what is replaced; undefined where the person says no. */
async function begin({ engine, start: startIn }: Destination, dropped: readonly Dropped[], session: Session) {
  const entries: UploadEntry[] = dropped.map(({ path, file }) => (file ? { path, size: file.size } : { path }));
  const start = (replace: boolean) => session.link.ask((client) => startIn(client, entries, replace));
  try {
    return await start(false);
  } catch (error) {
    const { reason, params } = toProblem(error);
    if (reason !== 'upload-exists') throw error;
    const asked = {
      title: text.replaceTitle({ count: Number(params['count']) }),
      body: text.replaceText({ folder: String(params['folder']) }),
      engines: [engine],
      confirm: text.replace,
    };
    return (await session.question.ask(asked)) ? start(true) : undefined;
  }
}

/** Sends what is in the files. False where one cannot be read, which is told. */
async function send(upload: string, dropped: readonly Dropped[], { link, notices }: Session): Promise<boolean> {
  for (const { file } of dropped) {
    if (!file) continue;
    for (let at = 0; at < file.size; at += uploadChunk) {
      const data = await file
        .slice(at, at + uploadChunk)
        .arrayBuffer()
        .catch((error: unknown) => notices.fail(text.unread, toProblem(error)));
      if (!data) return false;
      await link.ask((client) => client.uploads.write({ upload, data: new Uint8Array(data) })).catch(toldByTask);
    }
  }
  return true;
}

/** Types paths as words of a line that is not sent off. */
async function type({ session }: Shell, paths: readonly string[], { link }: Session): Promise<void> {
  const line = new TextEncoder().encode(`${paths.map(cliWord).join(' ')} `);
  for (let at = 0; at < line.byteLength; at += maxWrite) {
    const data = line.slice(at, at + maxWrite);
    await link.ask((client) => client.terminal.write({ session, data }));
  }
}

/** Chooses files for the shell that is in front in the dock. */
export const uploadFiles: GlobalCommand = {
  id: 'dock.upload',
  label: text.label,
  icon: 'push',
  run: (session) => {
    const content = dockTarget(session)?.tab.content;
    if (content?.kind !== 'shell') {
      session.notices.succeed(text.noShell);
      return;
    }
    chooseFiles((files) => void uploadInto(content, files, session));
  },
};

/** Lets choose files of the machine that the page is on. */
export function chooseFiles(onChosen: (files: readonly Dropped[]) => void): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.multiple = true;
  input.addEventListener('change', () => {
    onChosen(Array.from(input.files ?? [], (file) => ({ path: file.name, file })));
  });
  input.click();
}
