import type { ReactNode } from 'react';
import { useStore } from 'zustand';
import { stopRecording } from '../../commands/typing/recordings.ts';
import { useSession } from '../../hooks/session.tsx';
import { runningOf } from '../../stores/link/recordings.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { StateBar } from '../../ui/display/StateBar.tsx';
import { printable } from '../../ui/printable.ts';
import { words } from '../../words/words.ts';
import css from './RecordingBar.module.css';

const text = words.recordings;

/** Says above a shell that it is being recorded, and ends that; nothing for one that is not. */
export function RecordingBar({ session: shell }: { session: string }): ReactNode {
  const session = useSession();
  const recording = useStore(session.recordings.state, (list) => runningOf(list, shell));
  if (!recording) return null;
  const file = recording.path.split(/[\\/]/).at(-1) ?? '';
  return (
    <StateBar
      tone="bad"
      mark={<span className={css['dot']} aria-hidden="true" />}
      text={text.running({ name: printable(file, 80) })}
    >
      <Button size="sm" onClick={() => void stopRecording(shell, session)}>
        {text.stop}
      </Button>
    </StateBar>
  );
}
