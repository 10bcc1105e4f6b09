import { X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { toProblem } from '../../../../app/rpc/problem.ts';
import { type ReadTime, readTime } from '../../../../app/text/log-time.ts';
import { useSession, useSettings } from '../../../hooks/session.tsx';
import { Button } from '../../../ui/controls/Button.tsx';
import { IconButton } from '../../../ui/controls/IconButton.tsx';
import { said } from '../../../words/problems.ts';
import { words } from '../../../words/words.ts';
import css from '../../parts/find/FindParts.module.css';
import { formatTime } from '../model/log-text.ts';
import type { RowCache } from '../model/row-cache.ts';
import type { LogScroller } from '../scroll/scroller.ts';

const { time: own } = words.logs;

interface TimeBarProps {
  readonly cache: RowCache;
  readonly scroller: LogScroller | undefined;
  readonly onClose: () => void;
}

/** Asks for a time and goes to the first line at or after it. */
export function TimeBar({ cache, scroller, onClose }: TimeBarProps): ReactNode {
  const { text, setText, valid, said, go } = useTime(cache, scroller);
  const input = useRef<HTMLInputElement>(null);
  const note = useId();
  useEffect(() => input.current?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.key !== 'Escape') return;
    event.preventDefault();
    event.stopPropagation();
    onClose();
  };
  return (
    <form
      aria-label={own.label}
      className={css['bar']}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <input
        ref={input}
        aria-label={own.field}
        placeholder={own.placeholder}
        aria-describedby={note}
        aria-invalid={(text !== '' && !valid) || undefined}
        value={text}
        maxLength={100}
        spellCheck={false}
        autoComplete="off"
        className={css['field']}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <Button size="sm" type="submit">
        {own.go}
      </Button>
      <span id={note} role="status" aria-label={own.meant} className={css['matches']}>
        {said}
      </span>
      <IconButton label={own.close} icon={X} size="sm" className={css['close']} onClick={onClose} />
    </form>
  );
}

const nothing = readTime('', 0, 'utc');

/** What is typed, what it means, and the way there. */
function useTime(cache: RowCache, scroller: LogScroller | undefined) {
  const { link } = useSession();
  const { zone } = useSettings().logView;
  const [{ text, read }, setTyped] = useState<{ text: string; read: ReadTime }>({ text: '', read: nothing });
  const [outcome, setOutcome] = useState<string>();
  const go = async (): Promise<void> => {
    if ('fault' in read) {
      setOutcome(said(read.fault));
      return;
    }
    try {
      const time = Math.max(0, Math.round(read.time));
      const found = await link.ask((client) => client.logs.seek({ ...cache.place, to: { kind: 'time', time } }));
      if (found) setOutcome(show(found.position, cache, scroller));
    } catch (error) {
      setOutcome(said(toProblem(error)));
    }
  };
  return {
    text,
    setText: (typed: string) => {
      setTyped({ text: typed, read: readTime(typed, Date.now(), zone) });
      setOutcome(undefined);
    },
    valid: !('fault' in read),
    said: outcome ?? describe(text, read, zone),
    go,
  };
}

function describe(text: string, read: ReadTime, zone: 'local' | 'utc'): string {
  if (text.trim() === '') return '';
  if ('fault' in read) return said(read.fault);
  return formatTime(new Date(read.time).toISOString(), { timestamps: 'iso', zone }, Date.now());
}

/** Shows a position; says so where the log does not reach that far. */
function show(position: number, { first, end }: RowCache, scroller: LogScroller | undefined): string | undefined {
  if (position >= end) {
    scroller?.follow();
    return own.end;
  }
  scroller?.scrollTo(position, 0);
  return position <= first ? own.beginning : undefined;
}
