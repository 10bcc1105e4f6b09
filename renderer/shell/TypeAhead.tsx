import { type ClipboardEvent, type KeyboardEvent, type ReactNode, useEffect } from 'react';
import { useStore } from 'zustand';
import { useSession } from '../hooks/session.tsx';
import { focusAhead } from '../ui/focus.ts';
import { printable } from '../ui/printable.ts';
import { words } from '../words/words.ts';
import css from './TypeAhead.module.css';

const text = words.typing.ahead;

/** In UTF-16 units: nobody types more while a shell is opened. */
const mostAhead = 4096;

/** Takes the keys for a shell that was asked for, until its screen does. It is seen where that takes longer than a moment. */
export function TypeAhead(): ReactNode {
  const { ahead } = useSession();
  const awaited = useStore(ahead.state);
  const isAwaited = awaited !== undefined;
  useEffect(() => {
    if (isAwaited) focusAhead();
  }, [isAwaited]);
  if (!awaited) return null;
  const label = text.opening({ name: printable(awaited.name, 60) });
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const { key, currentTarget: field, shiftKey, ctrlKey, altKey, metaKey } = event;
    const put = (text: string, from: number) => {
      event.preventDefault();
      field.setRangeText(text, from, field.selectionEnd, 'end');
      ahead.type(field.value);
    };
    const isBare = !shiftKey && !altKey && !metaKey;
    if (key === 'Escape') {
      event.stopPropagation();
      ahead.leave();
    } else if (key === 'Tab' && isBare && !ctrlKey) {
      // Of the shell, which completes a word by it.
      put('\t', field.selectionStart);
    } else if (key === 'u' && isBare && ctrlKey) {
      // As a shell has it: the line goes, up to the caret.
      put('', field.value.slice(0, field.selectionStart).lastIndexOf('\n') + 1);
    }
  };
  return (
    <div className={css['ahead']}>
      <span aria-hidden="true">{label}</span>
      <textarea
        data-ahead="true"
        className={css['field']}
        aria-label={label}
        spellCheck={false}
        autoComplete="off"
        rows={1}
        maxLength={mostAhead}
        value={awaited.text}
        onChange={(event) => ahead.type(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={refuseLines}
      />
      <span>{text.leave}</span>
    </div>
  );
}

/** A shell asks before it takes several lines at once; here is nobody yet who could. */
function refuseLines(event: ClipboardEvent): void {
  if (/[\r\n]/.test(event.clipboardData.getData('text'))) event.preventDefault();
}
