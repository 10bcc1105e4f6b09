import type { ReactNode } from 'react';
import { useSession } from '../../hooks/session.tsx';
import { FolderChooser } from '../folders/FolderChooser.tsx';

/** Lets choose a recording, and plays it. */
export function OpenRecording({ title, onClose }: { title: string; onClose: () => void }): ReactNode {
  const { dialog } = useSession();
  return (
    <FolderChooser
      open
      title={title}
      pick="file"
      accepts={(name) => /\.cast$/i.test(name)}
      onClose={onClose}
      onPick={(path) => dialog.show({ kind: 'recordings.player', with: { path } })}
    />
  );
}
