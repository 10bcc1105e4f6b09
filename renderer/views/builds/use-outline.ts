import { useEffect, useState } from 'react';
import { type DockerfileOutline, outlineDockerfile } from '../../../app/dockerfile/outline.ts';
import { useSession } from '../../hooks/session.tsx';

/** How long typing rests before the outline is read anew, in ms: in a long file that takes the time of a frame. */
const rest = 200;

/** The outline of a Dockerfile that is open, or will be: as it was when typing rested. */
export function useOutline(path: string): DockerfileOutline {
  const { documents } = useSession();
  const [outline, setOutline] = useState(() => outlineDockerfile(''));
  useEffect(() => {
    let known = '';
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      const text = documents.state.getState().get(path)?.document?.text ?? '';
      if (text === known) return;
      clearTimeout(timer);
      // What is there for the first time need not wait.
      timer = setTimeout(() => setOutline(outlineDockerfile(text)), known === '' ? 0 : rest);
      known = text;
    };
    look();
    const stop = documents.state.subscribe(look);
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [documents, path]);
  return outline;
}
