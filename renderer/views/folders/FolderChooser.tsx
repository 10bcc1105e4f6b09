import { ArrowUp, House } from 'lucide-react';
import { type MouseEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef } from 'react';
import type { FolderEntry } from '../../../app/documents.ts';
import { useSession, useSettings } from '../../hooks/session.tsx';
import { Button } from '../../ui/controls/Button.tsx';
import { Checkbox } from '../../ui/controls/Checkbox.tsx';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { TextField } from '../../ui/controls/TextField.tsx';
import { Dialog } from '../../ui/overlays/Dialog.tsx';
import { useLatest } from '../../ui/use-latest.ts';
import { words } from '../../words/words.ts';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import css from './FolderChooser.module.css';
import { FolderEntries } from './FolderEntries.tsx';
import { joinPath } from './paths.ts';
import { type Folder, useFolder } from './use-folder.ts';

const text = words.folders;

export interface FolderChooserProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** The dialog's title; `Open folder`, unless told. */
  readonly title?: string;
  /** What is chosen: the folder that is shown (the default), or a file in it. */
  readonly pick?: 'folder' | 'file';
  /** Which files can be chosen, or for a folder, which deserve to be seen. */
  readonly accepts?: (name: string) => boolean;
  /** Gets the absolute path. The folder is remembered among the recent ones. */
  readonly onPick: (path: string) => void;
}

/** Recent folders that are kept. */
const mostRecent = 10;

/** Lets the person choose a folder, or a file, on the machine that Gantry runs on. */
export function FolderChooser(props: FolderChooserProps): ReactNode {
  return props.open ? <OpenChooser {...props} /> : null;
}

function OpenChooser({ onClose, title, pick = 'folder', accepts, onPick }: FolderChooserProps): ReactNode {
  const { settings } = useSession();
  const recent = useSettings().recentFolders;
  const folder = useFolder(recent[0]);
  const choose = (path: string, inFolder: string) => {
    settings.update({ recentFolders: [inFolder, ...recent.filter((one) => one !== inFolder)].slice(0, mostRecent) });
    onClose();
    onPick(path);
  };
  const { shown, file } = folder;
  const open = (entry: FolderEntry) => {
    if (!shown) return;
    const path = joinPath(shown.path, entry.name);
    if (entry.kind === 'folder') folder.go(path);
    else if (pick === 'file' && accepts?.(entry.name) !== false) choose(path, shown.path);
  };
  const openLatest = useLatest(open);
  useEffect(() => {
    if (shown && file !== undefined) openLatest.current({ name: file, kind: 'file' });
  }, [shown, file, openLatest]);
  const choice = pick === 'folder' && (
    <Button
      variant="primary"
      disabled={!shown}
      title={text.chooseHint}
      onClick={() => shown && choose(shown.path, shown.path)}
    >
      {text.choose}
    </Button>
  );
  return (
    <Dialog
      open
      onClose={onClose}
      title={title ?? text.title}
      size="lg"
      footer={
        <>
          <Button onClick={onClose}>{words.common.cancel}</Button>
          {choice}
        </>
      }
    >
      <PathBar folder={folder} onChosen={pick === 'folder' ? (path) => choose(path, path) : folder.go} />
      <Recent recent={recent} onGo={folder.go} />
      {folder.problem && <ProblemBanner title={text.unread} problem={folder.problem} />}
      <FolderEntries
        key={`${shown?.path} ${file}`}
        listing={shown}
        at={file}
        dim={(entry) => entry.kind === 'file' && (pick === 'folder' || accepts?.(entry.name) === false)}
        onOpen={open}
        onUp={() => shown?.parent !== undefined && folder.go(shown.parent)}
      />
      <Checkbox label={text.showHidden} checked={folder.hidden} onChange={folder.showHidden} />
    </Dialog>
  );
}

function Recent({ recent, onGo }: { recent: readonly string[]; onGo: (path: string) => void }): ReactNode {
  if (recent.length === 0) return null;
  return (
    <div className={css['recent']} role="group" aria-label={text.recentFolders}>
      {text.recent}
      {recent.slice(0, 4).map((path) => (
        <Button key={path} size="sm" variant="ghost" title={path} onClick={() => onGo(path)}>
          {path.split(/[/\\]/).at(-1) || path}
        </Button>
      ))}
    </div>
  );
}

/**
 * The path to type, completed from the folder that is shown, with ways up and home. Enter goes there; on the path of the
 * folder that is shown it means that one.
 */
function PathBar({ folder, onChosen }: { folder: Folder; onChosen: (path: string) => void }): ReactNode {
  const { shown, path, typing } = folder;
  const id = useId();
  const { field, ...replaced } = useReplaced(path, typing);
  const folders = shown?.entries.filter(({ kind }) => kind === 'folder').slice(0, 200) ?? [];
  return (
    <div className={css['bar']}>
      <IconButton
        label={text.up}
        icon={ArrowUp}
        disabled={shown?.parent === undefined}
        onClick={() => shown?.parent !== undefined && folder.go(shown.parent)}
      />
      <IconButton label={text.home} icon={House} onClick={() => folder.go(undefined)} />
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // A form that the chooser was opened from would hear it as its own.
          event.stopPropagation();
          const to = folder.path.trim();
          if (to === shown?.path) onChosen(to);
          else folder.go(to);
        }}
      >
        <TextField
          ref={field}
          label={text.path}
          labelHidden
          mono
          list={id}
          value={path}
          onChange={folder.type}
          {...replaced}
        />
        <datalist id={id}>
          {shown && folders.map(({ name }) => <option key={name}>{joinPath(shown.path, name)}</option>)}
        </datalist>
      </form>
    </div>
  );
}

/**
 * Selects all of a field when it gets the focus, when another value is put into it, and with the first click after either,
 * as browsers do with addresses: who types a path means another one. A further click puts the caret where it points.
 */
function useReplaced(value: string, typing: boolean) {
  const field = useRef<HTMLInputElement>(null);
  /** Nothing was typed or clicked since. */
  const fresh = useRef(false);
  const select = () => {
    fresh.current = true;
    field.current?.select();
  };
  // Before the next key: one between the value and its selection would be added to the value.
  useLayoutEffect(() => {
    if (typing || value === '' || document.activeElement !== field.current) return;
    fresh.current = true;
    field.current?.select();
  }, [value, typing]);
  return {
    field,
    onFocus: select,
    onKeyDown: () => {
      fresh.current = false;
    },
    // Pressing may have put the caret somewhere, and letting go does so where all is selected.
    onMouseUp: (event: MouseEvent<HTMLInputElement>) => {
      const { selectionStart: from, selectionEnd: to } = event.currentTarget;
      if (fresh.current && (from === to || (from === 0 && to === value.length))) {
        event.preventDefault();
        event.currentTarget.select();
      }
      fresh.current = false;
    },
  };
}
