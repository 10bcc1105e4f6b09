import { useState } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../../hooks/session.tsx';
import { words } from '../../words/words.ts';
import { joinPath } from '../folders/paths.ts';

/** The path of a file to write, in the person's home folder until they say otherwise. */
export function useTargetPath(file: string) {
  const home = useStore(useSession().home, ({ answer }) => answer);
  const [said, setPath] = useState<string>();
  const proposed = home === undefined ? '' : joinPath(home, file);
  return { path: said ?? proposed, setPath, setFolder: (folder: string): void => setPath(joinPath(folder, file)) };
}

/** A name as part of a file's name, e.g. `library-nginx-1.27`. */
export function fileName(name: string): string {
  return name.replace(/[^\w.-]+/g, '-').slice(0, 80);
}

/** Why a file cannot be written there, as a sentence; `endings` are told where the name has none of them. */
export function pathFault(path: string, endings: RegExp, said: string): string | undefined {
  if (!/^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path)) return words.transfers.save.filePath;
  return endings.test(path) ? undefined : said;
}
