import { File, Folder } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import type { FolderEntry, FolderListing } from '../../../app/documents.ts';
import { Spinner } from '../../ui/marks/Spinner.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { words } from '../../words/words.ts';
import css from './FolderChooser.module.css';

const text = words.folders;

/** Entries drawn; a folder with more is reached by typing its path. */
const mostDrawn = 1000;

/** What is in a folder: arrows move, letters jump, Enter or a click opens, Backspace goes up. */
export function FolderEntries(props: {
  listing: FolderListing | undefined;
  /** The entry to begin with; the first, unless told. */
  at?: string | undefined;
  /** Entries that cannot be chosen. */
  dim: (entry: FolderEntry) => boolean;
  onOpen: (entry: FolderEntry) => void;
  onUp: () => void;
}): ReactNode {
  const { listing, at, dim, onOpen, onUp } = props;
  const [active, setActive] = useState(() => Math.max(0, listing?.entries.findIndex(({ name }) => name === at) ?? 0));
  const root = useRef<HTMLDivElement>(null);
  if (!listing) {
    return (
      <div className={css['entries']}>
        <Spinner />
      </div>
    );
  }
  const entries = listing.entries.slice(0, mostDrawn);
  const move = (to: number) => {
    const next = Math.min(Math.max(to, 0), entries.length - 1);
    setActive(next);
    root.current?.querySelectorAll<HTMLElement>('[role=option]')[next]?.focus();
  };
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const to = destination(event.key, entries, active);
    if (to !== undefined) move(to);
    else if (event.key === 'Backspace') onUp();
    else return;
    event.preventDefault();
  };
  return (
    <div ref={root} role="listbox" tabIndex={-1} aria-label={text.content} className={css['entries']} onKeyDown={onKey}>
      {entries.map((entry, index) => (
        <EntryLine
          key={entry.name}
          entry={entry}
          active={index === active}
          dim={dim(entry)}
          onFocus={() => setActive(index)}
          onOpen={() => onOpen(entry)}
        />
      ))}
      {entries.length === 0 && <div className={css['note']}>{text.empty}</div>}
      {(listing.truncated || listing.entries.length > mostDrawn) && <div className={css['note']}>{text.tooMany}</div>}
    </div>
  );
}

/** Where a key leads from the active entry; Enter is the entry's own. */
function destination(key: string, entries: readonly FolderEntry[], active: number): number | undefined {
  const steps: Readonly<Record<string, number>> = {
    ArrowDown: active + 1,
    ArrowUp: active - 1,
    Home: 0,
    End: entries.length - 1,
  };
  return steps[key] ?? (key.length === 1 && key !== ' ' ? startingWith(entries, key, active) : undefined);
}

function startingWith(entries: readonly FolderEntry[], letter: string, after: number): number {
  const at = (index: number) => entries[index]?.name.toLowerCase().startsWith(letter.toLowerCase());
  for (let step = 1; step <= entries.length; step += 1) {
    const index = (after + step) % entries.length;
    if (at(index)) return index;
  }
  return after;
}

function EntryLine(props: {
  entry: FolderEntry;
  active: boolean;
  dim: boolean;
  onFocus: () => void;
  onOpen: () => void;
}): ReactNode {
  const { entry, active } = props;
  const Glyph = entry.kind === 'folder' ? Folder : File;
  return (
    <button
      type="button"
      role="option"
      tabIndex={active ? 0 : -1}
      aria-selected={active}
      aria-disabled={props.dim || undefined}
      className={css['entry']}
      onFocus={props.onFocus}
      onClick={props.onOpen}
    >
      <Glyph size={14} aria-hidden="true" />
      <span className={css['name']}>
        <Untrusted text={entry.name} />
      </span>
    </button>
  );
}
