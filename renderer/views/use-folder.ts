import { useCallback, useEffect, useState } from 'react';
import type { FolderListing } from '../../app/files.ts';
import { type Problem, toProblem } from '../../app/problem.ts';
import { useSession } from '../session.tsx';

/** A folder that is looked at. */
export interface Folder {
  /** What was read last; undefined at first. */
  readonly shown: FolderListing | undefined;
  /** Why the folder that was asked for could not be read. */
  readonly problem: Problem | undefined;
  /** Looks at another folder; undefined is the home folder. */
  readonly go: (path: string | undefined) => void;
  /** What stands in the field of the path: what was typed since the last step, what is on its way, or what is shown. */
  readonly path: string;
  readonly type: (path: string) => void;
  /** Whether what begins with a dot is listed, too. */
  readonly hidden: boolean;
  readonly showHidden: (hidden: boolean) => void;
}

/** Reads folders of the machine that Gantry runs on, beginning with `start` or the home folder. */
export function useFolder(start: string | undefined): Folder {
  const { link } = useSession();
  const [wanted, setWanted] = useState<{ readonly path: string | undefined; readonly first?: boolean }>({
    path: start,
    first: true,
  });
  const [hidden, showHidden] = useState(false);
  const [shown, setShown] = useState<{ readonly listing: FolderListing; readonly of: typeof wanted }>();
  // Only a step of the person's own replaces what they typed: a listing that comes by itself does not.
  const [typed, type] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    let late = false;
    const read = async () => {
      try {
        const listing = await link.ask(async (client) => {
          const folder = wanted.path ?? (await client.files.home({})).path;
          return client.files.list({ folder, hidden });
        });
        if (late) return;
        setShown({ listing, of: wanted });
        setProblem(undefined);
      } catch (error) {
        if (late) return;
        // A recent folder that is gone is no news: the home folder will do.
        if (wanted.first && wanted.path !== undefined) setWanted({ path: undefined });
        else setProblem(toProblem(error));
      }
    };
    void read();
    return () => {
      late = true;
    };
  }, [link, wanted, hidden]);
  const go = useCallback((path: string | undefined) => {
    type(undefined);
    setWanted({ path });
  }, []);
  const listing = shown?.listing;
  const underWay = shown?.of === wanted ? undefined : wanted.path;
  return { shown: listing, problem, go, path: typed ?? underWay ?? listing?.path ?? '', type, hidden, showHidden };
}
