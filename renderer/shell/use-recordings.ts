import { useEffect } from 'react';
import { tellEnded } from '../commands/typing/recordings.ts';
import { useSession } from '../hooks/session.tsx';

/** Tells what becomes of recordings, wherever the person is. */
export function useRecordings(): void {
  const session = useSession();
  useEffect(() => session.recordings.onEnded((recording) => tellEnded(recording, session)), [session]);
}
