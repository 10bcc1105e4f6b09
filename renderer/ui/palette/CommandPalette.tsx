import { Dialog } from 'radix-ui';
import {
  type KeyboardEvent,
  type ReactNode,
  useDeferredValue,
  useEffect,
  useId,
  useMemo,
  useRef,
  useState,
} from 'react';
import { words } from '../../words/words.ts';
import spoken from '../marks/spoken.module.css';
import scrim from '../overlays/scrim.module.css';
import css from './CommandPalette.module.css';
import { PaletteRow } from './PaletteRow.tsx';
import { type PaletteEntry, type PaletteResults, paletteResults } from './palette-results.ts';

/** Everything there is to do, found by typing. Entries may be thousands; they are matched while it is open only. */
export function CommandPalette(props: {
  open: boolean;
  onClose: () => void;
  /** Told the id of what is chosen. */
  onChosen: (id: string) => void;
  entries: readonly PaletteEntry[];
  placeholder?: string;
}): ReactNode {
  const { open, onClose, onChosen, entries, placeholder = words.ui.palette.placeholder } = props;
  return (
    <Dialog.Root open={open} onOpenChange={(next) => !next && onClose()}>
      <Dialog.Portal>
        {/* Radix's own overlay locks scrolling with an injected style sheet, which a strict CSP refuses. */}
        <div className={scrim['overlay']} />
        <Dialog.Content className={css['palette']} aria-describedby={undefined}>
          <Dialog.Title className={spoken['spoken']}>{words.ui.palette.title}</Dialog.Title>
          <Finder entries={entries} placeholder={placeholder} onClose={onClose} onChosen={onChosen} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

function nextIndex(event: KeyboardEvent, at: number, count: number): number | undefined {
  const { key, ctrlKey } = event;
  if (key === 'ArrowDown' || (ctrlKey && key === 'n')) return at + 1 < count ? at + 1 : 0;
  if (key === 'ArrowUp' || (ctrlKey && key === 'p')) return at > 0 ? at - 1 : count - 1;
  // Home and End move the caret unless there is nothing to move in.
  if (key === 'Home' && event.currentTarget.getAttribute('value') === '') return 0;
  if (key === 'End' && event.currentTarget.getAttribute('value') === '') return count - 1;
  if (ctrlKey && key === 'Home') return 0;
  if (ctrlKey && key === 'End') return count - 1;
  if (key === 'PageDown') return Math.min(at + 10, count - 1);
  if (key === 'PageUp') return Math.max(at - 10, 0);
  return undefined;
}

function Finder(props: {
  entries: readonly PaletteEntry[];
  placeholder: string;
  onClose: () => void;
  onChosen: (id: string) => void;
}): ReactNode {
  const { entries, placeholder, onClose, onChosen } = props;
  const id = useId();
  const [query, setQuery] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const deferred = useDeferredValue(query);
  const results = useMemo(() => paletteResults(entries, deferred), [entries, deferred]);
  const active = Math.min(at, results.flat.length - 1);
  useActiveInView(list, active, results);
  const run = (entry: PaletteEntry | undefined) => {
    if (!entry || entry.disabled) return;
    onClose();
    onChosen(entry.id);
    entry.onSelect();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const next = nextIndex(event, active, results.flat.length);
    if (next !== undefined) setAt(next);
    // Matched afresh: Enter may come before the deferred list for the last letter.
    else if (event.key === 'Enter')
      run((query === deferred ? results : paletteResults(entries, query)).flat[active]?.entry);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        role="combobox"
        aria-label={words.ui.palette.field}
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={`${id}-list`}
        aria-activedescendant={active >= 0 ? `${id}-${active}` : undefined}
        className={css['input']}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        value={query}
        onChange={(event) => {
          setQuery(event.currentTarget.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div ref={list} role="listbox" id={`${id}-list`} aria-label={words.ui.palette.list} className={css['list']}>
        <Groups id={id} results={results} active={active} onHover={setAt} onRun={run} />
      </div>
      {results.flat.length === 0 && <p className={css['none']}>{words.ui.palette.nothing}</p>}
      {results.more > 0 && <p className={css['more']}>{words.ui.palette.more({ count: results.more })}</p>}
    </>
  );
}

function useActiveInView(
  list: { readonly current: HTMLElement | null },
  active: number,
  results: PaletteResults,
): void {
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [list, active, results]);
}

function Groups(props: {
  id: string;
  results: PaletteResults;
  active: number;
  onHover: (index: number) => void;
  onRun: (entry: PaletteEntry) => void;
}): ReactNode {
  const { id, results, active, onHover, onRun } = props;
  let index = 0;
  return results.groups.map((group) => (
    <div key={group.title ?? ''} role="group" aria-label={group.title ?? words.ui.palette.list}>
      {group.title !== undefined && (
        <div aria-hidden="true" className={css['heading']}>
          {group.title}
        </div>
      )}
      {group.results.map((result) => {
        const mine = index++;
        return (
          <PaletteRow
            key={result.entry.id}
            id={`${id}-${mine}`}
            result={result}
            active={mine === active}
            onHover={() => mine !== active && onHover(mine)}
            onRun={() => onRun(result.entry)}
          />
        );
      })}
    </div>
  ));
}
