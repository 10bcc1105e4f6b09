import { cause, toProblem } from '../../../app/rpc/problem.ts';
import type { Recording } from '../../../app/shells/recordings.ts';
import type { Session } from '../../stores/session.ts';
import { words } from '../../words/words.ts';
import type { GlobalCommand } from '../running/command.ts';

const text = words.recordings;

/** Asks where the shell that the person was in last is to be recorded to. */
export const recordShell: GlobalCommand = {
  id: 'recordings.start',
  label: text.record,
  icon: 'save',
  keys: 'd c',
  run: ({ terminals, dialog, notices }) => {
    const [front] = terminals.state.getState();
    if (front) dialog.show({ kind: 'recordings.start', with: front.shell });
    else
      notices.fail(words.commands.impossible({ what: text.record }), {
        code: 'conflict',
        ...cause('refused', { why: text.noShell }),
      });
  },
};

/** Asks for a recording, and plays it. */
export const playRecording: GlobalCommand = {
  id: 'recordings.play',
  label: text.play,
  icon: 'start',
  run: ({ dialog }) => dialog.show({ kind: 'recordings.open', with: { title: text.open.title } }),
};

/** Plays a recording in the dock, from its beginning. */
export function openRecording(path: string, { dock, focus, players }: Session): void {
  players.set(path, { at: 0, playing: true });
  dock.open({ kind: 'recording', path, name: fileOf(path) });
  focus.toDock();
}

/** The name of a file, whose path is of whatever system. */
export function fileOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? '';
}

/** Ends the recording of a shell. What became of it is told as of any that ends. */
export async function stopRecording(session: string, { link, notices }: Session): Promise<void> {
  try {
    await link.ask((client) => client.recordings.stop({ session }));
  } catch (error) {
    notices.fail(text.stopFailed, toProblem(error));
  }
}

/** Tells what became of a recording; one that is there can be played at once. */
export function tellEnded({ name, bytes, path, problem }: Recording, session: Session): void {
  const { notices } = session;
  if (problem) return notices.fail(text.failed({ name }), problem);
  const run = () => openRecording(path, session);
  notices.succeed(text.ended({ name, bytes, path }), { label: text.playIt, run });
}
