import type { StartedTask } from '../../../app/tasks.ts';
import { saying } from '../../../app/text/sayings.ts';
import type { During } from '../../disk/unfinished.ts';
import type { Tasks } from '../tasks/tasks.ts';
import { checkTarget, writeArchive } from '../transfers/archive-file.ts';
import type { ShellSession } from './shell-session.ts';

/** What saving needs of the rest of the program. */
export interface Saving {
  readonly tasks: Tasks;
  readonly during: During;
}

interface Target {
  readonly path: string;
  readonly overwrite: boolean;
}

/** Bytes that are written at once: a cancel waits for no more. */
const piece = 256 * 1024;

/**
 * Starts to write what a session's screen and scrollback hold now, as text, into a file that is there whole or not at all.
 * Rejects with `conflict` where one is in the way.
 */
export async function saveScreen(
  session: ShellSession,
  { path, overwrite }: Target,
  { tasks, during }: Saving,
): Promise<StartedTask> {
  await checkTarget(path, overwrite);
  const text = Buffer.from(await session.text());
  const title = saying('save-screen', { name: session.name });
  return tasks.start({ kind: 'save', title, engine: session.record.engine, subject: path }, async (task) => {
    const pieces = async function* () {
      for (let from = 0; from < text.length; from += piece) {
        task.signal.throwIfAborted();
        yield text.subarray(from, from + piece);
      }
    };
    await during(path, () => writeArchive(path, overwrite, pieces()));
    task.result({ path, bytes: text.length });
    task.say(saying('saved', { bytes: text.length, path }));
  });
}
