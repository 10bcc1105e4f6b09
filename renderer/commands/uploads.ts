import type { DockShell } from '../../app/dock.ts';
import { ProblemError, toProblem } from '../../app/rpc/problem.ts';
import { maxWrite } from '../../app/terminal.ts';
import { cliWord } from '../../app/text/command-line.ts';
import { type UploadEntry, uploadChunk } from '../../app/uploads.ts';
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

/**
 * Uploads files into the folder that a shell is in, and types their paths once they are there. Asks before anything is
 * replaced, and tells what went wrong. Never rejects.
 */
export async function uploadInto(shell: Shell, dropped: readonly Dropped[], session: Session): Promise<void> {
  const { link, notices, tasks, focus } = session;
  if (dropped.length === 0) return;
  try {
    const started = await begin(shell, dropped, session);
    if (!started) return;
    const { upload, task, folder, of } = started;
    if (of === 'container') notices.succeed(text.intoContainer({ folder }));
    tasks.startedHere(task);
    if (!(await send(upload, dropped, session))) {
      await link.ask((client) => client.tasks.cancel({ task }));
      return;
    }
    const { paths } = await link.ask((client) => client.uploads.end({ upload })).catch(toldByTask);
    await type(shell, paths, session);
    focus.toShell(shell.session);
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
async function begin({ engine, session: shell }: Shell, dropped: readonly Dropped[], session: Session) {
  const entries: UploadEntry[] = dropped.map(({ path, file }) => (file ? { path, size: file.size } : { path }));
  const start = (replace: boolean) =>
    session.link.ask((client) => client.uploads.start({ session: shell, entries, replace }));
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
    const input = document.createElement('input');
    input.type = 'file';
    input.multiple = true;
    input.addEventListener('change', () => {
      const files = Array.from(input.files ?? [], (file) => ({ path: file.name, file }));
      void uploadInto(content, files, session);
    });
    input.click();
  },
};
