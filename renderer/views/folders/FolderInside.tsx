import { ArrowUp } from 'lucide-react';
import { type ReactNode, useCallback, useState } from 'react';
import type { EngineContainer } from '../../../app/containers.ts';
import type { GantryClient } from '../../../app/contract.ts';
import type { FolderListing } from '../../../app/documents.ts';
import type { Looked } from '../../../app/files.ts';
import { type Asked, useAnswer } from '../../hooks/use-answer.ts';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { words } from '../../words/words.ts';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import css from './FolderChooser.module.css';
import { FolderEntries } from './FolderEntries.tsx';
import { joinPath, parentOf } from './paths.ts';

const text = words.folders;

/** A folder of a container that is being chosen. */
export interface PlaceInside {
  /** The one that is shown; undefined while none is. */
  readonly folder: string | undefined;
  readonly listing: FolderListing | undefined;
  readonly problem: Asked<Looked>['problem'];
  readonly go: (path: string) => void;
  /** What stands in the field of the path. */
  readonly path: string;
  readonly type: (path: string) => void;
}

/** Looks at folders of a container, beginning with `start`, or where there is none such, at its root. */
export function useFolderInside(container: EngineContainer | undefined, start: string): PlaceInside {
  const { engine = '', id = '' } = container ?? {};
  const [wanted, setWanted] = useState(start);
  const [typed, type] = useState<string>();
  const ask = useCallback(
    async (client: GantryClient, signal: AbortSignal) => {
      const look = (path: string) => client.files.look({ engine, id, path }, { signal });
      const looked = await (wanted === start ? look(start).catch(() => look('/')) : look(wanted));
      const folder = looked.kind === 'folder' ? looked : await look(parentOf(looked.path) ?? '/');
      return { of: id, listing: listingOf(folder) };
    },
    [engine, id, wanted, start],
  );
  const { answer, problem } = useAnswer(id === '' ? undefined : ask);
  const listing = answer?.of === id ? answer.listing : undefined;
  const go = (path: string) => {
    type(undefined);
    setWanted(path);
  };
  const folder = problem || typed !== undefined ? undefined : listing?.path;
  return { folder, listing, problem, go, path: typed ?? listing?.path ?? wanted, type };
}

/** The path to type, where Enter goes there, and what is in the folder, where a click or Enter on a folder goes into it. */
export function FolderInside({ place }: { place: PlaceInside }): ReactNode {
  const { listing, problem, go, path, type, folder } = place;
  const up = listing?.parent;
  return (
    <>
      <div className={css['bar']}>
        <IconButton
          label={text.up}
          icon={ArrowUp}
          disabled={up === undefined}
          onClick={() => up !== undefined && go(up)}
        />
        <div className={css['field']}>
          <TextField
            label={text.path}
            labelHidden
            mono
            value={path}
            onChange={type}
            onKeyDown={(event) => {
              if (event.key !== 'Enter' || path === folder || !path.startsWith('/')) return;
              event.preventDefault();
              go(path);
            }}
          />
        </div>
      </div>
      {problem && <ProblemBanner title={text.unread} problem={problem} />}
      <FolderEntries
        key={listing?.path}
        listing={listing}
        dim={({ kind }) => kind === 'file'}
        onOpen={({ name, kind }) => listing && kind === 'folder' && go(joinPath(listing.path, name))}
        onUp={() => up !== undefined && go(up)}
      />
    </>
  );
}

/** As folders of this machine are listed: folders first, by name. */
function listingOf(looked: Looked): FolderListing {
  const all = looked.kind === 'folder' ? looked.entries : [];
  const isFolder = ({ kind, toFolder }: (typeof all)[number]) => kind === 'folder' || toFolder === true;
  const entries = all
    .map((entry) => ({ name: entry.name, kind: isFolder(entry) ? ('folder' as const) : ('file' as const) }))
    .toSorted((a, b) => (a.kind === b.kind ? a.name.localeCompare(b.name) : a.kind === 'folder' ? -1 : 1));
  const parent = parentOf(looked.path);
  const truncated = looked.kind === 'folder' && looked.cut;
  return { path: looked.path, ...(looked.path !== '/' && parent !== undefined && { parent }), entries, truncated };
}
