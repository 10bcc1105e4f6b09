import type { ReactNode } from 'react';
import { openRecording } from '../../commands/typing/recordings.ts';
import { useSession } from '../../hooks/session.tsx';
import { FolderChooser } from '../folders/FolderChooser.tsx';

/** Lets choose a recording, and plays it. */
export function OpenRecording({ title, onClose }: { title: string; onClose: () => void }): ReactNode {
  const session = useSession();
  return (
    <FolderChooser
      open
      title={title}
      pick="file"
      accepts={(name) => /\.cast$/i.test(name)}
      onClose={onClose}
      onPick={(path) => {
        onClose();
        openRecording(path, session);
      }}
    />
  );
}
