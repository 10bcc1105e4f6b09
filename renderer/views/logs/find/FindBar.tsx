import { CircleSlash2, ListFilter, LocateFixed, Search } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useSession, useSettings } from '../../../hooks/session.tsx';
import { Button } from '../../../ui/controls/Button.tsx';
import { IconButton } from '../../../ui/controls/IconButton.tsx';
import { detailOf, ownNextStep, said } from '../../../words/problems.ts';
import { words } from '../../../words/words.ts';
import {
  type FindDirection,
  FindField,
  FindFrame,
  FindMatches,
  FindSteps,
  FindToggles,
} from '../../parts/find/FindParts.tsx';
import { withRecent } from '../match/find-pattern.ts';
import css from './FindBar.module.css';
import type { FindSession } from './find-session.ts';
import type { FindState } from './find-state.ts';

const { find: own } = words.logs;
const { find: common } = words.parts;

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
  const onEscape = () => (busy ? find.cancel() : onClose());
  const go = (direction: FindDirection) => {
    remember();
    void find.go(direction);
  };
  return (
    <FindFrame
      label={own.label}
      closeLabel={own.close}
      onClose={onClose}
      onEscape={onEscape}
      fault={problem && `${said(problem)} ${detailOf(problem)} ${ownNextStep(problem)}`}
      faultId={note}
    >
      <Field state={state} note={problem ? note : undefined} onText={(text) => find.ask({ text })} onGo={go} />
      <FindToggles options={query} onChange={(changed) => find.ask(changed)} />
      <IconButton
        label={own.invert}
        icon={CircleSlash2}
        size="sm"
        pressed={query.invert}
        onClick={() => find.ask({ invert: !query.invert })}
      />
      <Modes find={find} state={state} onRemember={remember} onShowInLog={onShowInLog} onGo={go} />
      <FindMatches>{matchesOf(state)}</FindMatches>
      {busy && (
        <Button size="sm" variant="ghost" onClick={() => find.cancel()}>
          {own.stop}
        </Button>
      )}
    </FindFrame>
  );
}

interface ModesProps extends Pick<FindBarProps, 'find' | 'state' | 'onShowInLog'> {
  readonly onRemember: () => void;
  readonly onGo: (direction: FindDirection) => void;
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
        <FindSteps onGo={onGo} />
      )}
    </>
  );
}

interface FieldProps {
  readonly state: FindState;
  /** Id of what is wrong with it. */
  readonly note: string | undefined;
  readonly onText: (text: string) => void;
  readonly onGo: (direction: FindDirection) => void;
}

function Field({ state: { query }, note, onText, onGo }: FieldProps): ReactNode {
  const { logSearches } = useSettings();
  /** Which of the searches before is in the field; -1: what was typed. */
  const [back, setBack] = useState(-1);
  const recall = (step: number) => {
    const text = step < 0 ? '' : logSearches[step];
    if (text === undefined) return;
    setBack(step);
    onText(text);
  };
  return (
    <FindField
      label={own.field}
      placeholder={placeholderOf(query.regex, logSearches.length > 0)}
      value={query.text}
      longest={1000}
      note={note}
      onText={(text) => {
        setBack(-1);
        onText(text);
      }}
      onGo={onGo}
      onKey={(key) => {
        if (key === 'ArrowUp') recall(back + 1);
        else if (key === 'ArrowDown' && back >= 0) recall(back - 1);
        else return false;
        return true;
      }}
    />
  );
}

function placeholderOf(isPattern: boolean, hasRecent: boolean): string {
  if (isPattern) return hasRecent ? own.patternWithRecent : own.pattern;
  return hasRecent ? own.textWithRecent : own.text;
}

/** `3 of 1,204`, and how far a search is that still runs. */
function matchesOf({ list, current }: FindState): string {
  if (!list) return '';
  const found = list.hits === 0 ? (list.done ? common.none : '') : matchText(list.hits, current);
  if (list.done || list.total === 0) return found;
  return `${found} · ${own.searching({ percent: Math.floor((100 * list.scanned) / list.total) })}`;
}

function matchText(hits: number, current: FindState['current']): string {
  if (current && current.ordinal >= 0) {
    return common.place({ at: current.ordinal + 1, all: current.hits });
  }
  return common.count({ count: hits });
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
