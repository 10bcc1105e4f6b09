import { X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { type ReadTime, readTime } from '../../../app/log-time.ts';
import { toProblem } from '../../../app/problem.ts';
import { useSession, useSettings } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import css from './FindBar.module.css';
import { formatTime } from './log-text.ts';
import type { RowCache } from './row-cache.ts';
import type { LogScroller } from './scroller.ts';

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
      aria-label="Go to time"
      className={css['bar']}
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <input
        ref={input}
        aria-label="Time"
        placeholder="14:05, yesterday 9:00, 2026-11-25 16:04, 10m ago"
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
        Go
      </Button>
      <span id={note} role="status" aria-label="Meant time" className={css['matches']}>
        {said}
      </span>
      <IconButton label="Close go to time" icon={X} size="sm" className={css['close']} onClick={onClose} />
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
      setOutcome(read.fault);
      return;
    }
    try {
      const time = Math.max(0, Math.round(read.time));
      const found = await link.ask((client) => client.logs.seek({ ...cache.place, to: { kind: 'time', time } }));
      if (found) setOutcome(show(found.position, cache, scroller));
    } catch (error) {
      setOutcome(toProblem(error).message);
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
  if ('fault' in read) return read.fault;
  return formatTime(new Date(read.time).toISOString(), { timestamps: 'iso', zone }, Date.now());
}

/** Shows a position; says so where the log does not reach that far. */
function show(position: number, { first, end }: RowCache, scroller: LogScroller | undefined): string | undefined {
  if (position >= end) {
    scroller?.follow();
    return 'Nothing was printed at or after that: this is the end.';
  }
  scroller?.scrollTo(position, 0);
  return position <= first ? 'The log begins here, at that time or later.' : undefined;
}
