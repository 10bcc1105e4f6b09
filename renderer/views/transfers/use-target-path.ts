import { useEffect, useState } from 'react';
import { useSession } from '../../session.tsx';
import { joinPath } from '../paths.ts';

/** The path of a file to write, in the person's home folder until they say otherwise. */
export function useTargetPath(file: string) {
  const { link } = useSession();
  const [path, setPath] = useState('');
  const setFolder = (folder: string): void => setPath(joinPath(folder, file));
  useEffect(() => {
    // What was typed meanwhile stays; without a home there is nothing to suggest.
    link
      .ask((client) => client.files.home({}))
      .then(
        ({ path }) => setPath((typed) => (typed === '' ? joinPath(path, file) : typed)),
        () => undefined,
      );
  }, [link, file]);
  return { path, setPath, setFolder };
}

/** A name as part of a file's name, e.g. `library-nginx-1.27`. */
export function fileName(name: string): string {
  return name.replace(/[^\w.-]+/g, '-').slice(0, 80);
}

/** Why a file cannot be written there, as a sentence; `endings` are told where the name has none of them. */
export function pathFault(path: string, endings: RegExp, said: string): string | undefined {
  if (!/^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path)) return 'Write the whole path.';
  return endings.test(path) ? undefined : said;
}
