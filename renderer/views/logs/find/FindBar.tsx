import {
  ArrowDown,
  ArrowUp,
  CaseSensitive,
  CircleSlash2,
  ListFilter,
  LocateFixed,
  Regex,
  Search,
  WholeWord,
  X,
} from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useSession, useSettings } from '../../../hooks/session.tsx';
import { Button } from '../../../ui/controls/Button.tsx';
import { IconButton } from '../../../ui/controls/IconButton.tsx';
import { detailOf, ownNextStep, said } from '../../../words/problems.ts';
import { words } from '../../../words/words.ts';
import { withRecent } from '../match/find-pattern.ts';
import css from './FindBar.module.css';
import type { FindSession } from './find-session.ts';
import type { FindState } from './find-state.ts';

const { find: own } = words.logs;

/** Searches that are remembered. */
const mostRecent = 20;
const mostContext = 50;

interface FindBarProps {
  readonly find: FindSession;
  readonly state: FindState;
  /** Gives the keyboard back to the log. */
  readonly onClose: () => void;
  /** Shows the row that is on screen, or selected, in the whole log. */
  readonly onShowInLog: () => void;
}

/** What is looked for in a log, and how far that is. */
export function FindBar({ find, state, onClose, onShowInLog }: FindBarProps): ReactNode {
  const { list, problem, query } = state;
  const note = useId();
  const remember = useRemember(query.text);
  const busy = list !== undefined && !list.done;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    if (busy) find.cancel();
    else onClose();
  };
  const go = (direction: 'next' | 'previous') => {
    remember();
    void find.go(direction);
  };
  return (
    <search aria-label={own.label} className={css['bar']} onKeyDown={onKeyDown}>
      <Field state={state} note={problem ? note : undefined} onText={(text) => find.ask({ text })} onGo={go} />
      <Toggles find={find} state={state} />
      <Modes find={find} state={state} onRemember={remember} onShowInLog={onShowInLog} onGo={go} />
      <Matches state={state} />
      {busy && (
        <Button size="sm" variant="ghost" onClick={() => find.cancel()}>
          {own.stop}
        </Button>
      )}
      <IconButton label={own.close} icon={X} size="sm" className={css['close']} onClick={onClose} />
      {problem && (
        <div id={note} role="alert" className={css['problem']}>
          {said(problem)} {detailOf(problem)} {ownNextStep(problem)}
        </div>
      )}
    </search>
  );
}

interface ModesProps extends Pick<FindBarProps, 'find' | 'state' | 'onShowInLog'> {
  readonly onRemember: () => void;
  readonly onGo: (direction: 'next' | 'previous') => void;
}

/** Whether all rows stay or only those that match, and what there is to do with either. */
function Modes({ find, state, onRemember, onShowInLog, onGo }: ModesProps): ReactNode {
  const { filter } = state;
  return (
    <>
      <fieldset className={css['modes']} aria-label={own.show}>
        <IconButton
          label={own.find}
          icon={Search}
          size="sm"
          pressed={!filter}
          onClick={() => find.show({ filter: false })}
        />
        <IconButton
          label={own.filter}
          icon={ListFilter}
          size="sm"
          pressed={filter}
          onClick={() => {
            onRemember();
            find.show({ filter: true });
          }}
        />
      </fieldset>
      {filter ? (
        <>
          <label className={css['context']}>
            {own.context}
            <input
              type="number"
              min={0}
              max={mostContext}
              value={state.context}
              onChange={(event) => {
                const context = Number(event.currentTarget.value);
                if (Number.isInteger(context) && context >= 0 && context <= mostContext) find.show({ context });
              }}
            />
          </label>
          <IconButton label={own.showInContext} icon={LocateFixed} size="sm" onClick={onShowInLog} />
        </>
      ) : (
        <>
          <IconButton label={own.previous} icon={ArrowUp} size="sm" onClick={() => onGo('previous')} />
          <IconButton label={own.next} icon={ArrowDown} size="sm" onClick={() => onGo('next')} />
        </>
      )}
    </>
  );
}

interface FieldProps {
  readonly state: FindState;
  /** Id of what is wrong with it. */
  readonly note: string | undefined;
  readonly onText: (text: string) => void;
  readonly onGo: (direction: 'next' | 'previous') => void;
}

function Field({ state: { query }, note, onText, onGo }: FieldProps): ReactNode {
  const { logSearches } = useSettings();
  const input = useRef<HTMLInputElement>(null);
  /** Which of the searches before is in the field; -1: what was typed. */
  const [back, setBack] = useState(-1);
  useEffect(() => {
    input.current?.focus();
    input.current?.select();
  }, []);
  const recall = (step: number) => {
    const text = step < 0 ? '' : logSearches[step];
    if (text === undefined) return;
    setBack(step);
    onText(text);
  };
  return (
    <input
      ref={input}
      type="search"
      aria-label={own.field}
      placeholder={placeholderOf(query.regex, logSearches.length > 0)}
      aria-invalid={note !== undefined || undefined}
      aria-describedby={note}
      value={query.text}
      maxLength={1000}
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="off"
      className={css['field']}
      onChange={(event) => {
        setBack(-1);
        onText(event.currentTarget.value);
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return;
        if (event.key === 'Enter') onGo(event.shiftKey ? 'previous' : 'next');
        else if (event.key === 'ArrowUp') recall(back + 1);
        else if (event.key === 'ArrowDown' && back >= 0) recall(back - 1);
        else return;
        event.preventDefault();
      }}
    />
  );
}

function placeholderOf(isPattern: boolean, hasRecent: boolean): string {
  if (isPattern) return hasRecent ? own.patternWithRecent : own.pattern;
  return hasRecent ? own.textWithRecent : own.text;
}

function Toggles({ find, state: { query } }: Pick<FindBarProps, 'find' | 'state'>): ReactNode {
  const { matchCase, wholeWord, regex, invert } = query;
  return (
    <>
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
      <IconButton
        label={own.invert}
        icon={CircleSlash2}
        size="sm"
        pressed={invert}
        onClick={() => find.ask({ invert: !invert })}
      />
    </>
  );
}

/** `3 of 1,204`, and how far a search is that still runs. */
function Matches({ state: { list, current } }: { state: FindState }): ReactNode {
  return (
    <span role="status" aria-label={own.matches} className={css['matches']}>
      {list && (list.hits === 0 ? (list.done ? own.none : '') : matchText(list.hits, current))}
      {list &&
        !list.done &&
        list.total > 0 &&
        ` · ${own.searching({ percent: Math.floor((100 * list.scanned) / list.total) })}`}
    </span>
  );
}

function matchText(hits: number, current: FindState['current']): string {
  if (current && current.ordinal >= 0) {
    return own.place({ at: current.ordinal + 1, all: current.hits });
  }
  return own.count({ count: hits });
}

/** Remembers a search that was used, not every letter that was typed. */
function useRemember(text: string): () => void {
  const { settings } = useSession();
  const { logSearches } = useSettings();
  return () => {
    if (text.trim() !== '' && logSearches[0] !== text)
      settings.update({ logSearches: withRecent(logSearches, text, mostRecent) });
  };
}
