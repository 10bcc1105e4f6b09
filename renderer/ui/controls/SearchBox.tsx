import { Search, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, type Ref, useId, useMemo, useState } from 'react';
import { words } from '../../words/words.ts';
import { Kbd } from '../marks/Kbd.tsx';
import { IconButton } from './IconButton.tsx';
import css from './SearchBox.module.css';
import { SearchSuggestions } from './SearchSuggestions.tsx';

/** What could be searched for. */
export interface SearchSuggestion {
  readonly text: string;
  /** Quiet text at its end. */
  readonly hint?: string;
  /** What the field holds once it is chosen. */
  readonly value: string;
}

/** What is suggested for a text. */
export interface SearchOffer {
  readonly suggestions: readonly SearchSuggestion[];
  /** Arrow down leads to them first, and not to the results: those are none, or wait for one of them. */
  readonly first: boolean;
}

const none: SearchOffer = { suggestions: [], first: false };

interface SearchBoxProps {
  /** The accessible name. */
  label: string;
  placeholder?: string;
  value: string;
  onChange: (value: string) => void;
  /** Enter, arrow down, or Escape where nothing is left to clear: on to the results. */
  onSubmit?: () => void;
  /** Asked for what could be searched for, only while the field has the focus, and again for another text or if it changes. */
  suggest?: ((value: string) => SearchOffer) | undefined;
  /** The key that leads here, shown while it is empty. */
  shortcut?: string;
  ref?: Ref<HTMLInputElement> | undefined;
}

/**
 * A filter field. Escape clears it, and leaves it for the results when it is empty. Suggestions stand below while it has
 * the focus: arrow up leads to them, arrow down on to the results. It stays a search box for screen readers, which know its suggestions
 * by `aria-controls` and `aria-activedescendant`.
 */
export function SearchBox({ ref, ...props }: SearchBoxProps): ReactNode {
  const { label, value, shortcut, suggest } = props;
  const id = useId();
  const { offer, at, setAt, setOpen } = useOffer(suggest, value);
  const { suggestions, first } = offer;
  const change = (next: string) => {
    setAt(-1);
    props.onChange(next);
  };
  return (
    <div className={css['box']}>
      <Search size={14} aria-hidden="true" className={css['icon']} />
      <input
        ref={ref}
        type="search"
        aria-label={label}
        {...(suggest ? { 'aria-autocomplete': 'list', 'aria-haspopup': 'listbox' } : {})}
        aria-controls={suggestions.length > 0 ? `${id}-list` : undefined}
        aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
        placeholder={props.placeholder ?? label}
        value={value}
        spellCheck={false}
        autoComplete="off"
        autoCapitalize="off"
        className={css['input']}
        onFocus={() => setOpen(true)}
        onBlur={() => setOpen(false)}
        onChange={(event) => {
          setOpen(true);
          change(event.currentTarget.value);
        }}
        onKeyDown={(event) => onKey(event, { offer, at, setAt, setOpen, change, props })}
      />
      <End value={value} shortcut={shortcut} onClear={() => change('')} />
      {suggestions.length > 0 && (
        <SearchSuggestions
          id={id}
          suggestions={suggestions}
          active={at}
          keys={first ? '↓' : '↑'}
          onHover={setAt}
          onChoose={(one) => change(one.value)}
        />
      )}
    </div>
  );
}

function End(props: { value: string; shortcut: string | undefined; onClear: () => void }): ReactNode {
  const { value, shortcut, onClear } = props;
  return (
    <span className={css['end']}>
      {value !== '' && <IconButton label={words.common.clear} icon={X} size="sm" tabIndex={-1} onClick={onClear} />}
      {value === '' && shortcut !== undefined && (
        <span aria-hidden="true">
          <Kbd keys={shortcut} />
        </span>
      )}
    </span>
  );
}

interface Field extends ReturnType<typeof useOffer> {
  readonly change: (value: string) => void;
  readonly props: SearchBoxProps;
}

function onKey(event: KeyboardEvent<HTMLInputElement>, field: Field): void {
  const { offer, at, setAt, setOpen, change, props } = field;
  if (event.nativeEvent.isComposing) return;
  const next = nextSuggestion(event, at, offer);
  const chosen = event.key === 'Enter' ? offer.suggestions[at] : undefined;
  if (next !== undefined) setAt(next);
  else if (chosen) change(chosen.value);
  else if (event.key === 'Escape') {
    setOpen(false);
    if (props.value !== '') change('');
    else if (props.onSubmit) props.onSubmit();
    else event.currentTarget.blur();
  } else if ((event.key === 'Enter' || event.key === 'ArrowDown') && props.onSubmit) props.onSubmit();
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** What is suggested now, and which of it the keys have reached; -1 for none. */
function useOffer(suggest: ((value: string) => SearchOffer) | undefined, value: string) {
  const [open, setOpen] = useState(false);
  const [reached, setAt] = useState(-1);
  const offer = useMemo(() => (open && suggest?.(value)) || none, [open, suggest, value]);
  return { offer, at: Math.min(reached, offer.suggestions.length - 1), setAt, setOpen };
}

/** Where a key leads among the suggestions; undefined where it does not. Past the last one the results begin. */
function nextSuggestion({ key, altKey }: KeyboardEvent, at: number, offer: SearchOffer): number | undefined {
  const last = offer.suggestions.length - 1;
  if (last < 0) return undefined;
  if (key === 'ArrowUp') return at > 0 ? at - 1 : last;
  if (key !== 'ArrowDown') return undefined;
  if (at >= 0) return at < last ? at + 1 : undefined;
  return offer.first || altKey ? 0 : undefined;
}
