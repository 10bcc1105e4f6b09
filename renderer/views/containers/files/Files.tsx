import { ArrowUp, FolderPlus, RefreshCw, Upload } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useCallback, useLayoutEffect, useReducer, useRef, useState } from 'react';
import { useStore } from 'zustand';
import type { ContainerState, EngineContainer } from '../../../../app/containers.ts';
import type { GantryClient } from '../../../../app/contract.ts';
import type { Looked } from '../../../../app/files.ts';
import type { ObjectKey } from '../../../../app/object-key.ts';
import { type FolderTarget, newFolder, uploadHere } from '../../../commands/files.ts';
import { runAllowed } from '../../../commands/running/run-allowed.ts';
import { useSession } from '../../../hooks/session.tsx';
import { useAnswer } from '../../../hooks/use-answer.ts';
import { IconButton } from '../../../ui/controls/IconButton.tsx';
import { TextField } from '../../../ui/controls/TextField.tsx';
import { EmptyState } from '../../../ui/display/EmptyState.tsx';
import { words } from '../../../words/words.ts';
import { Reading } from '../../object/detail-tabs.tsx';
import { ProblemBanner } from '../../parts/ProblemBanner.tsx';
import { guarded } from '../../parts/verb-items.ts';
import css from './Files.module.css';
import { FileView } from './FileView.tsx';
import { FolderView } from './FolderView.tsx';
import { FoundView } from './FoundView.tsx';
import { folderOf, typedPath } from './names.ts';

const own = words.files;

interface FilesProps {
  readonly objectKey: ObjectKey;
  readonly container: EngineContainer;
  readonly name: string;
  readonly state: ContainerState | undefined;
}

/** The files of a container, running or not: a folder at a time, or one file. */
export function Files({ objectKey, container, name, state }: FilesProps): ReactNode {
  const { engine, id } = container;
  const { filePlaces } = useSession();
  const path = useStore(filePlaces.state, (places) => places.get(objectKey)) ?? '/';
  const ask = useCallback(
    async (client: GantryClient, signal: AbortSignal) => ({
      of: path,
      looked: await client.files.look({ engine, id, path }, { signal }),
    }),
    [engine, id, path],
  );
  // What can be seen depends on whether it runs.
  const { answer, problem, again: askAgain } = useAnswer(ask, state);
  const [round, countRound] = useReducer((before: number) => before + 1, 0);
  const again = () => {
    countRound();
    askAgain();
  };
  const looked = answer?.looked;
  const { page, moves } = useFocusKept(looked);
  const go = (to: string) => {
    moves();
    filePlaces.go(objectKey, typedPath(to));
  };
  const here = answer?.of === path ? (looked?.path ?? path) : path;
  const up = () => here !== '/' && go(folderOf(here));
  const { asked, box } = useSearch(here);
  const onKeyDown = (event: KeyboardEvent) => {
    const inText = event.target instanceof HTMLElement && event.target.closest('input, .cm-editor') !== null;
    if (inText || event.defaultPrevented || event.key !== 'Backspace') return;
    event.preventDefault();
    up();
  };
  return (
    <div ref={page} tabIndex={-1} className={css['page']} onKeyDown={onKeyDown}>
      <div className={css['bar']}>
        <IconButton size="sm" icon={ArrowUp} label={own.up} disabled={here === '/'} onClick={up} />
        <PathField path={here} onGo={go} />
        {looked?.kind === 'folder' && (
          <FolderButtons target={{ engine, id, folder: looked.path, live: looked.live, changed: again }} />
        )}
        {looked?.kind === 'folder' && box}
        <IconButton size="sm" icon={RefreshCw} label={own.again} onClick={again} />
      </div>
      {problem ? (
        <EmptyState title={own.unread}>
          <ProblemBanner title={own.unread} problem={problem} />
        </EmptyState>
      ) : !looked ? (
        <Reading />
      ) : looked.kind === 'folder' && asked !== '' ? (
        <FoundView key={asked} container={container} folder={looked.path} name={asked} onGo={go} />
      ) : looked.kind === 'folder' ? (
        <FolderView name={name} folder={looked} container={container} round={round} onGo={go} onChanged={again} />
      ) : (
        <FileView key={looked.path} looked={looked} container={container} onChanged={again} />
      )}
    </div>
  );
}

/** A field for a search below the folder that is shown: Enter begins it, without text there is none. */
function useSearch(here: string) {
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState({ at: here, name: '' });
  const box = (
    <form
      className={css['search']}
      onSubmit={(event) => {
        event.preventDefault();
        setAsked({ at: here, name: typed });
      }}
    >
      <TextField
        label={own.searching.label}
        labelHidden
        placeholder={own.searching.placeholder}
        value={typed}
        onChange={(text) => {
          setTyped(text);
          if (text === '') setAsked({ at: here, name: '' });
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || typed === '') return;
          event.preventDefault();
          event.stopPropagation();
          setTyped('');
          setAsked({ at: here, name: '' });
        }}
      />
    </form>
  );
  // What was looked for is about the folder in which it was.
  return { asked: asked.at === here ? asked.name : '', box };
}

function FolderButtons({ target }: { target: FolderTarget }): ReactNode {
  const session = useSession();
  return [newFolder, uploadHere].map((command) => (
    <IconButton
      key={command.id}
      size="sm"
      icon={command === newFolder ? FolderPlus : Upload}
      label={command.label}
      {...guarded(command, target, session)}
      onClick={() => void runAllowed(command, [target], session)}
    />
  ));
}

/** The keyboard stays here when a person goes to what has no row for it. */
function useFocusKept(looked: Looked | undefined) {
  const page = useRef<HTMLDivElement>(null);
  const moved = useRef(false);
  useLayoutEffect(() => {
    if (!moved.current || !looked) return;
    moved.current = false;
    if (looked.kind === 'file' || looked.entries.length === 0) page.current?.focus();
  }, [looked]);
  const moves = () => {
    moved.current = true;
  };
  return { page, moves };
}

/** Where the person is, to be typed over: Enter goes there, Escape takes back what was typed. */
function PathField({ path, onGo }: { path: string; onGo: (path: string) => void }): ReactNode {
  // What was typed is about the place that it was typed at.
  const [draft, setDraft] = useState({ at: path, text: path });
  const typed = draft.at === path ? draft.text : path;
  const setTyped = (text: string) => setDraft({ at: path, text });
  return (
    <form
      className={css['path']}
      onSubmit={(event) => {
        event.preventDefault();
        onGo(typed.trim());
      }}
    >
      <TextField
        label={own.path}
        labelHidden
        mono
        value={typed}
        onChange={setTyped}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || typed === path) return;
          event.preventDefault();
          event.stopPropagation();
          setTyped(path);
        }}
      />
    </form>
  );
}
