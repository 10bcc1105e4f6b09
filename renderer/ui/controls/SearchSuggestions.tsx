/* oxlint-disable jsx-a11y/click-events-have-key-events -- keys are handled in the field, which keeps the focus */
import { type ReactNode, useEffect, useRef } from 'react';
import { words } from '../../words/words.ts';
import { Filled } from '../marks/Filled.tsx';
import { Kbd } from '../marks/Kbd.tsx';
import spoken from '../marks/spoken.module.css';
import css from './SearchBox.module.css';
import type { SearchSuggestion } from './SearchBox.tsx';

/** What a search box suggests, below it. The focus stays in the field. */
export function SearchSuggestions(props: {
  /** The field's id, from which those of the list and of its options are made. */
  id: string;
  suggestions: readonly SearchSuggestion[];
  active: number;
  /** The key that leads to them. */
  keys: string;
  onHover: (index: number) => void;
  onChoose: (suggestion: SearchSuggestion) => void;
}): ReactNode {
  const { id, suggestions, active, onHover, onChoose } = props;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    // The focus must not leave the field for a click beside an option.
    <div className={css['suggestions']} role="presentation" onMouseDown={(event) => event.preventDefault()}>
      <div ref={list} role="listbox" id={`${id}-list`} aria-label={words.ui.suggestions.title}>
        {suggestions.map((suggestion, index) => (
          <div
            key={suggestion.text}
            role="option"
            id={`${id}-${index}`}
            aria-selected={index === active}
            tabIndex={-1}
            className={css['option']}
            onPointerMove={() => index !== active && onHover(index)}
            onClick={() => onChoose(suggestion)}
          >
            <span className={css['text']}>{suggestion.text}</span>
            {suggestion.hint !== undefined && <span className={css['hint']}>{suggestion.hint}</span>}
          </div>
        ))}
      </div>
      <div className={css['keys']} aria-hidden="true">
        <Filled
          text={words.ui.suggestions.keys}
          names={{ choose: <Kbd keys={props.keys} />, take: <Kbd keys="Enter" /> }}
        />
      </div>
      <span className={spoken['spoken']} aria-live="polite">
        {words.ui.suggestions.count({ count: suggestions.length })}
      </span>
    </div>
  );
}
