import { ArrowUp, RefreshCw } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useCallback, useState } from 'react';
import { useStore } from 'zustand';
import type { ContainerState, EngineContainer } from '../../../../app/containers.ts';
import type { GantryClient } from '../../../../app/contract.ts';
import type { ObjectKey } from '../../../../app/object-key.ts';
import { useSession } from '../../../hooks/session.tsx';
import { useAnswer } from '../../../hooks/use-answer.ts';
import { IconButton } from '../../../ui/controls/IconButton.tsx';
import { TextField } from '../../../ui/controls/TextField.tsx';
import { EmptyState } from '../../../ui/display/EmptyState.tsx';
import { words } from '../../../words/words.ts';
import { Reading } from '../../object/detail-tabs.tsx';
import { ProblemBanner } from '../../parts/ProblemBanner.tsx';
import css from './Files.module.css';
import { FileView } from './FileView.tsx';
import { FolderView } from './FolderView.tsx';
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
  const { answer, problem, again } = useAnswer(ask, state);
  const go = (to: string) => filePlaces.go(objectKey, typedPath(to));
  const looked = answer?.looked;
  const here = answer?.of === path ? (looked?.path ?? path) : path;
  const up = () => here !== '/' && go(folderOf(here));
  const onKeyDown = (event: KeyboardEvent) => {
    const inText = event.target instanceof HTMLElement && event.target.closest('input, .cm-editor') !== null;
    if (inText || event.defaultPrevented || event.key !== 'Backspace') return;
    event.preventDefault();
    up();
  };
  return (
    <div className={css['page']} onKeyDown={onKeyDown}>
      <div className={css['bar']}>
        <IconButton size="sm" icon={ArrowUp} label={own.up} disabled={here === '/'} onClick={up} />
        <PathField key={here} path={here} onGo={go} />
        <IconButton size="sm" icon={RefreshCw} label={own.again} onClick={again} />
      </div>
      {problem ? (
        <EmptyState title={own.unread}>
          <ProblemBanner title={own.unread} problem={problem} />
        </EmptyState>
      ) : !looked ? (
        <Reading />
      ) : looked.kind === 'folder' ? (
        <FolderView name={name} folder={looked} onGo={go} />
      ) : (
        <FileView key={looked.path} file={looked} />
      )}
    </div>
  );
}

/** Where the person is, to be typed over: Enter goes there, Escape takes back what was typed. */
function PathField({ path, onGo }: { path: string; onGo: (path: string) => void }): ReactNode {
  const [typed, setTyped] = useState(path);
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
