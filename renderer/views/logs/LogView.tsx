import { ArrowDownToLine, Clock, Copy, Eraser, Pause, Play } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { stripAnsi } from '../../../app/ansi.ts';
import { count } from '../../../app/format.ts';
import type { LogBatch } from '../../../app/logs.ts';
import type { Problem } from '../../../app/problem.ts';
import { useSession } from '../../session.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { printable } from '../../ui/printable.ts';
import { ProblemBanner } from '../ProblemBanner.tsx';
import css from './LogView.module.css';
import { isMark, LogBuffer } from './log-buffer.ts';
import { LogRows } from './log-rows.ts';
import { PauseGate } from './pause-gate.ts';

/** Lines of the past to begin with. */
const tail = 1000;

interface LogViewProps {
  readonly engine: string;
  readonly id: string;
  readonly name: string;
}

/** One container's log, live. The rows are drawn outside React; React draws the controls around them. */
export function LogView(props: LogViewProps): ReactNode {
  const viewport = useRef<HTMLDivElement>(null);
  const [buffer] = useState(() => new LogBuffer());
  const [timestamps, setTimestamps] = useState(true);
  const { rows, following } = useRows(viewport, buffer, timestamps);
  const { lines, problem, paused, setPaused } = useFollowed(props, buffer, rows);

  const clear = () => {
    buffer.clear();
    rows.current?.schedule();
  };
  const { dropped } = buffer;

  return (
    <div className={css['log']}>
      <div className={css['bar']}>
        <IconButton
          label={paused ? 'Resume' : 'Pause'}
          icon={paused ? Play : Pause}
          size="sm"
          onClick={() => setPaused(!paused)}
        />
        <IconButton
          label="Follow"
          icon={ArrowDownToLine}
          size="sm"
          pressed={following}
          onClick={() => rows.current?.follow()}
        />
        <IconButton
          label="Timestamps"
          icon={Clock}
          size="sm"
          pressed={timestamps}
          onClick={() => setTimestamps(!timestamps)}
        />
        <IconButton label="Copy log" icon={Copy} size="sm" onClick={() => void copyText(plainText(buffer))} />
        <IconButton label="Clear view" icon={Eraser} size="sm" onClick={clear} />
        <span role="status" aria-label="Line count" aria-live="off" className={css['count']}>
          {count(lines, 'line')}
          {dropped > 0 && `, ${dropped.toLocaleString('en')} no longer shown`}
          {paused && ' · paused'}
        </span>
      </div>
      {problem && <ProblemBanner title="The log cannot be followed" problem={problem} />}
      <div
        ref={viewport}
        role="log"
        aria-label={`Logs of ${printable(props.name, 80)}`}
        aria-live="off"
        tabIndex={0}
        className={css['viewport']}
      />
    </div>
  );
}

function plainText(buffer: LogBuffer): string {
  return buffer.rows.flatMap((row) => (isMark(row) ? [] : [stripAnsi(row.text)])).join('\n');
}

/** The drawn rows of a buffer, and whether they stay at the end. */
function useRows(viewport: RefObject<HTMLDivElement | null>, buffer: LogBuffer, timestamps: boolean) {
  const rows = useRef<LogRows>(undefined);
  const [following, setFollowing] = useState(true);
  useEffect(() => {
    if (!viewport.current) return;
    const drawn = new LogRows(viewport.current, buffer, { timestamps: true }, setFollowing);
    rows.current = drawn;
    return () => drawn.dispose();
  }, [viewport, buffer]);
  useEffect(() => {
    if (rows.current) rows.current.options = { timestamps };
  }, [timestamps]);
  return { rows, following };
}

/** Fills a buffer with what the container prints, for as long as the view is there. */
function useFollowed({ engine, id }: LogViewProps, buffer: LogBuffer, rows: RefObject<LogRows | undefined>) {
  const { link } = useSession();
  const [gate] = useState(() => new PauseGate());
  const [paused, setPaused] = useState(false);
  const [lines, setLines] = useState(0);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    const onItem = (batch: LogBatch) => {
      buffer.add(batch);
      rows.current?.schedule();
      setLines(buffer.lines);
      return gate.wait();
    };
    const onEnd = (end: Problem | undefined) => setProblem(end?.code === 'cancelled' ? undefined : end);
    return link.live((client) => {
      // A renewed link reads the log afresh.
      buffer.reset();
      return client.logs.follow({ engine, id, tail }, { onItem, onEnd });
    });
  }, [link, engine, id, buffer, rows, gate]);
  useEffect(() => {
    if (paused) gate.close();
    else gate.open();
    return () => gate.open();
  }, [gate, paused]);
  return { lines, problem, paused, setPaused };
}
