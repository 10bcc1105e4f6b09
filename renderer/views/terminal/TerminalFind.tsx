import { ArrowDown, ArrowUp, CaseSensitive, Regex, WholeWord, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef } from 'react';
import { useStore } from 'zustand';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { words } from '../../words/words.ts';
import css from './TerminalFind.module.css';
import type { TerminalTools } from './tools/equip.ts';
import { longestFind } from './tools/find.ts';
import { type FindState, mostMarked } from './tools/tools.ts';

const { find: own } = words.terminal;

/** What is looked for in a terminal, as long as something is. */
export function TerminalFind({ tools }: { tools: TerminalTools }): ReactNode {
  const state = useStore(tools.state, ({ find }) => find);
  return state.open && <Bar tools={tools} state={state} />;
}

function Bar({ tools: { find }, state }: { tools: TerminalTools; state: FindState }): ReactNode {
  const note = useId();
  const { text, matchCase, wholeWord, regex, fault } = state;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    find.close();
  };
  return (
    <search aria-label={own.label} className={css['bar']} onKeyDown={onKeyDown}>
      <Field text={text} note={fault && note} onText={(text) => find.ask({ text })} onGo={(to) => find.go(to)} />
      <IconButton
        label={own.matchCase}
        icon={CaseSensitive}
        size="sm"
        pressed={matchCase}
        onClick={() => find.ask({ matchCase: !matchCase })}
      />
      <IconButton
        label={own.wholeWord}
        icon={WholeWord}
        size="sm"
        pressed={wholeWord}
        onClick={() => find.ask({ wholeWord: !wholeWord })}
      />
      <IconButton
        label={own.regex}
        icon={Regex}
        size="sm"
        pressed={regex}
        onClick={() => find.ask({ regex: !regex })}
      />
      <IconButton label={own.previous} icon={ArrowUp} size="sm" onClick={() => find.go('previous')} />
      <IconButton label={own.next} icon={ArrowDown} size="sm" onClick={() => find.go('next')} />
      <span role="status" aria-label={own.matches} className={css['matches']}>
        {matchesOf(state)}
      </span>
      <IconButton label={own.close} icon={X} size="sm" className={css['close']} onClick={() => find.close()} />
      {fault && (
        <div id={note} role="alert" className={css['fault']}>
          {own.faults[fault]}
        </div>
      )}
    </search>
  );
}

/** `3 of 12`. */
function matchesOf({ text, count, at, fault }: FindState): string {
  if (text === '' || fault !== undefined) return '';
  if (count === 0) return own.none;
  if (count >= mostMarked) return own.many({ count });
  return at < 0 ? own.count({ count }) : own.place({ at: at + 1, all: count });
}

interface FieldProps {
  readonly text: string;
  /** Id of what is wrong with it. */
  readonly note: string | undefined;
  readonly onText: (text: string) => void;
  readonly onGo: (to: 'next' | 'previous') => void;
}

function Field({ text, note, onText, onGo }: FieldProps): ReactNode {
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  return (
    <input
      ref={input}
      type="search"
      aria-label={own.field}
      placeholder={own.field}
      aria-invalid={note !== undefined || undefined}
      aria-describedby={note}
      value={text}
      maxLength={longestFind}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="off"
      className={css['field']}
      onChange={(event) => onText(event.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.key !== 'Enter') return;
        event.preventDefault();
        onGo(event.shiftKey ? 'previous' : 'next');
      }}
    />
  );
}
