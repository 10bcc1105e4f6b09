import { useEffect, useState } from 'react';
import type { BuildFolder } from '../../../app/builds.ts';
import { type Problem, toProblem } from '../../../app/problem.ts';
import { useSession } from '../../session.tsx';

/** Looks for the Dockerfiles of a folder. */
export function useBuildFolder(path: string): {
  readonly folder: BuildFolder | undefined;
  readonly problem: Problem | undefined;
} {
  const { link } = useSession();
  const [folder, setFolder] = useState<BuildFolder>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(
    // On a link that was renewed, too: a page that was just reloaded may ask before there is one.
    () =>
      link.live((client) => {
        let late = false;
        client.builds.openFolder({ path }).then(
          (found) => {
            if (late) return;
            setFolder(found);
            setProblem(undefined);
          },
          (error: unknown) => {
            if (!late) setProblem(toProblem(error));
          },
        );
        return () => {
          late = true;
        };
      }),
    [link, path],
  );
  return { folder, problem };
}
