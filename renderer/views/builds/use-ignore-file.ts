import { useCallback, useEffect, useState } from 'react';
import { useStore } from 'zustand';
import { folderIgnore, ownIgnore } from '../../../app/dockerignore/names.ts';
import { useSession } from '../../hooks/session.tsx';
import { joinPath } from '../folders/paths.ts';

/** The ignore file that a build of a Dockerfile uses. */
export interface IgnoreFile {
  /** Its path inside the folder. */
  readonly name: string;
  /** It is the Dockerfile's own. */
  readonly isOwn: boolean;
  /** Begins an own one with the text of the folder's; nothing is on disk until it is saved. */
  readonly begin: () => void;
}

/** Tells which ignore file of a folder that is open belongs to a Dockerfile, also when that changes on disk. */
export function useIgnoreFile(folder: string, dockerfile: string): IgnoreFile {
  const { documents } = useSession();
  const own = ownIgnore(dockerfile);
  const path = joinPath(folder, own);
  useEffect(() => documents.open(path), [documents, path]);
  // Whoever begins one may empty it while they write.
  const [begun, setBegun] = useState<string>();
  const isThere = useStore(documents.state, (all) => {
    const { base, text } = all.get(path)?.document ?? { base: undefined, text: '' };
    return base !== undefined || text !== '';
  });
  const isOwn = isThere || begun === path;
  const begin = useCallback(() => {
    const { document } = documents.state.getState().get(joinPath(folder, folderIgnore)) ?? {};
    setBegun(path);
    documents.edit(path, document?.text ?? '');
  }, [documents, folder, path]);
  return { name: isOwn ? own : folderIgnore, isOwn, begin };
}
