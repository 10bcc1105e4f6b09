import { useCallback, useEffect, useState } from 'react';
import type { GantryClient } from '../../app/contract.ts';
import type { FolderListing } from '../../app/documents.ts';
import { type Problem, toProblem } from '../../app/problem.ts';
import { useSession } from '../session.tsx';
import { baseName, parentOf } from './paths.ts';

/** A folder that is looked at. */
export interface Folder {
  /** What was read last; undefined at first. */
  readonly shown: FolderListing | undefined;
  /** The file in it whose path was gone to. */
  readonly file: string | undefined;
  /** Why the folder that was asked for could not be read. */
  readonly problem: Problem | undefined;
  /** Looks at another folder; undefined is the home folder. */
  readonly go: (path: string | undefined) => void;
  /** What stands in the field of the path: what was typed since the last step, what is on its way, or what is shown. */
  readonly path: string;
  /** Whether what stands there was typed. */
  readonly typing: boolean;
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
  const [shown, setShown] = useState<Shown & { readonly of: typeof wanted }>();
  // Only a step of the person's own replaces what they typed: a listing that comes by itself does not.
  const [typed, type] = useState<string>();
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    let late = false;
    const read = async () => {
      try {
        const found = await link.ask((client) => readPlace(client, wanted.path, hidden));
        if (late) return;
        setShown({ ...found, of: wanted });
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
  return {
    shown: listing,
    file: shown?.file,
    problem,
    go,
    path: typed ?? underWay ?? listing?.path ?? '',
    typing: typed !== undefined,
    type,
    hidden,
    showHidden,
  };
}

interface Shown {
  readonly listing: FolderListing;
  readonly file?: string | undefined;
}

/** What a path leads to: a folder, by default the home folder, or the folder that a file is in. */
async function readPlace(client: GantryClient, path: string | undefined, hidden: boolean): Promise<Shown> {
  const folder = path ?? (await client.documents.home({})).path;
  try {
    return { listing: await client.documents.list({ folder, hidden }) };
  } catch (error) {
    const file = baseName(folder);
    const parent = parentOf(folder);
    if (toProblem(error).code !== 'invalid-input' || parent === undefined) throw error;
    const listing = await client.documents.list({ folder: parent, hidden: hidden || file.startsWith('.') });
    // Where it is not listed it is not to be found by looking for it either.
    if (!listing.entries.some(({ name, kind }) => name === file && kind === 'file')) throw error;
    return { listing, file };
  }
}
