import { ArrowDown, ArrowUp, CaseSensitive, Regex, WholeWord, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';
import { IconButton } from '../../../ui/controls/IconButton.tsx';
import { words } from '../../../words/words.ts';
import css from './FindParts.module.css';

const text = words.parts.find;

export type FindDirection = 'next' | 'previous';

/** How texts are compared. */
export interface FindOptions {
  readonly matchCase: boolean;
  readonly wholeWord: boolean;
  readonly regex: boolean;
}

interface FindFrameProps {
  readonly label: string;
  readonly closeLabel: string;
  /** By the button. */
  readonly onClose: () => void;
  /** By Escape. */
  readonly onEscape: () => void;
  /** Why nothing can be looked for, and the id by which the field names that. */
  readonly fault: ReactNode;
  readonly faultId: string;
  readonly children: ReactNode;
}

/** The bar in which somebody looks for something: what it is made of, its close button, and below them what is wrong. */
export function FindFrame(props: FindFrameProps): ReactNode {
  const { label, closeLabel, onClose, onEscape, fault, faultId, children } = props;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onEscape();
  };
  return (
    <search aria-label={label} className={css['bar']} onKeyDown={onKeyDown}>
      {children}
      <IconButton label={closeLabel} icon={X} size="sm" className={css['close']} onClick={onClose} />
      {fault && (
        <div id={faultId} role="alert" className={css['fault']}>
          {fault}
        </div>
      )}
    </search>
  );
}

interface FindFieldProps {
  readonly label: string;
  readonly placeholder: string;
  readonly value: string;
  /** UTF-16 units that can be typed. */
  readonly longest: number;
  /** Id of what is wrong with it. */
  readonly note: string | undefined;
  readonly onText: (text: string) => void;
  readonly onGo: (direction: FindDirection) => void;
  /** Told of other keys than Enter; answers whether it took this one. */
  readonly onKey?: (key: string) => boolean;
}

/** What is looked for. It takes the focus as it comes; Enter goes on, Shift+Enter back. */
export function FindField(props: FindFieldProps): ReactNode {
  const { label, placeholder, value, longest, note, onText, onGo, onKey } = props;
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  return (
    <input
      ref={input}
      type="search"
      aria-label={label}
      placeholder={placeholder}
      aria-invalid={note !== undefined || undefined}
      aria-describedby={note}
      value={value}
      maxLength={longest}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="off"
      className={css['field']}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') onGo(event.shiftKey ? 'previous' : 'next');
        else if (!onKey?.(event.key)) return;
        event.preventDefault();
      }}
    />
  );
}

interface FindTogglesProps {
  readonly options: FindOptions;
  readonly onChange: (changed: Partial<FindOptions>) => void;
}

/** Case, whole words, regular expressions. */
export function FindToggles({ options: { matchCase, wholeWord, regex }, onChange }: FindTogglesProps): ReactNode {
  return (
    <>
      <IconButton
        label={text.matchCase}
        icon={CaseSensitive}
        size="sm"
        pressed={matchCase}
        onClick={() => onChange({ matchCase: !matchCase })}
      />
      <IconButton
        label={text.wholeWord}
        icon={WholeWord}
        size="sm"
        pressed={wholeWord}
        onClick={() => onChange({ wholeWord: !wholeWord })}
      />
      <IconButton
        label={text.regex}
        icon={Regex}
        size="sm"
        pressed={regex}
        onClick={() => onChange({ regex: !regex })}
      />
    </>
  );
}

/** To the match before and to the next one. */
export function FindSteps({ onGo }: { onGo: (direction: FindDirection) => void }): ReactNode {
  return (
    <>
      <IconButton label={text.previous} icon={ArrowUp} size="sm" onClick={() => onGo('previous')} />
      <IconButton label={text.next} icon={ArrowDown} size="sm" onClick={() => onGo('next')} />
    </>
  );
}

/** How many matches there are, told as that changes. */
export function FindMatches({ children }: { children: ReactNode }): ReactNode {
  return (
    <span role="status" aria-label={text.matches} className={css['matches']}>
      {children}
    </span>
  );
}
