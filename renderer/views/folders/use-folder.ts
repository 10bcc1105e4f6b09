import { useCallback, useState } from 'react';
import type { GantryClient } from '../../../app/contract.ts';
import type { FolderListing } from '../../../app/documents.ts';
import { type Problem, toProblem } from '../../../app/rpc/problem.ts';
import { useAnswer } from '../../hooks/use-answer.ts';
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
  const [wanted, setWanted] = useState<Wanted>({ path: start, remembered: true });
  const [hidden, showHidden] = useState(false);
  // Only a step of the person's own replaces what they typed: a listing that comes by itself does not.
  const [typed, type] = useState<string>();
  const ask = useCallback(
    (client: GantryClient, signal: AbortSignal) =>
      readWanted(wanted, (path) => readPlace(client, path, hidden, signal)),
    [wanted, hidden],
  );
  const { answer: shown, problem } = useAnswer(ask);
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

/** Where the person wants to be; undefined is the home folder. */
interface Wanted {
  readonly path: string | undefined;
  /** Nobody asked for it now: it is where they were last. */
  readonly remembered?: boolean;
}

interface Shown {
  readonly listing: FolderListing;
  readonly file?: string | undefined;
}

/** A remembered folder that is gone is no news: the home folder will do. */
async function readWanted(
  wanted: Wanted,
  read: (path: string | undefined) => Promise<Shown>,
): Promise<Shown & { readonly of: Wanted }> {
  try {
    return { ...(await read(wanted.path)), of: wanted };
  } catch (error) {
    if (!wanted.remembered || wanted.path === undefined) throw error;
    return { ...(await read(undefined)), of: wanted };
  }
}

/** What a path leads to: a folder, by default the home folder, or the folder that a file is in. */
async function readPlace(
  client: GantryClient,
  path: string | undefined,
  hidden: boolean,
  signal: AbortSignal,
): Promise<Shown> {
  const folder = path ?? (await client.documents.home({}, { signal })).path;
  try {
    return { listing: await client.documents.list({ folder, hidden }, { signal }) };
  } catch (error) {
    const file = baseName(folder);
    const parent = parentOf(folder);
    if (toProblem(error).code !== 'invalid-input' || parent === undefined) throw error;
    const listing = await client.documents.list({ folder: parent, hidden: hidden || file.startsWith('.') }, { signal });
    // Where it is not listed it is not to be found by looking for it either.
    if (!listing.entries.some(({ name, kind }) => name === file && kind === 'file')) throw error;
    return { listing, file };
  }
}
