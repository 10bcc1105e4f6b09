import { ArrowDownToLine, Copy } from 'lucide-react';
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react';
import { stripAnsi } from '../../../app/ansi.ts';
import { count } from '../../../app/format.ts';
import type { LogLine } from '../../../app/logs.ts';
import type { Problem } from '../../../app/problem.ts';
import type { TaskOutput as Step, Task } from '../../../app/tasks.ts';
import { useSession } from '../../session.tsx';
import { copyText } from '../../ui/copy-text.ts';
import { IconButton } from '../../ui/IconButton.tsx';
import { printable } from '../../ui/printable.ts';
import css from '../logs/LogView.module.css';
import { isMark, LogBuffer } from '../logs/log-buffer.ts';
import { LogRows } from '../logs/log-rows.ts';
import { ProblemBanner } from '../ProblemBanner.tsx';

interface TaskOutputProps {
  readonly task: Pick<Task, 'id' | 'title'>;
  /** Shows only what this part printed. */
  readonly part?: string;
}

/** What a task printed and prints, drawn as a log is: bounded, outside React, at its end until the person scrolls up. */
export function TaskOutput({ task: { id, title }, part }: TaskOutputProps): ReactNode {
  const viewport = useRef<HTMLDivElement>(null);
  const [buffer] = useState(() => new LogBuffer());
  const { rows, following } = useRows(viewport, buffer);
  const { lines, problem } = useOutput(id, part, buffer, rows);
  const copy = () => void copyText(buffer.rows.flatMap((row) => (isMark(row) ? [] : stripAnsi(row.text))).join('\n'));
  return (
    <div className={css['log']}>
      <div className={css['bar']}>
        <IconButton
          label="Follow"
          icon={ArrowDownToLine}
          size="sm"
          pressed={following}
          onClick={() => rows.current?.follow()}
        />
        <IconButton label="Copy output" icon={Copy} size="sm" onClick={copy} />
        <span role="status" aria-label="Line count" aria-live="off" className={css['count']}>
          {lines === 0 ? 'No output' : count(lines, 'line')}
        </span>
      </div>
      {problem && <ProblemBanner title="The output cannot be read" problem={problem} />}
      <div
        ref={viewport}
        role="log"
        aria-label={`Output of ${printable(title, 120)}`}
        aria-live="off"
        tabIndex={0}
        className={css['viewport']}
      />
    </div>
  );
}

/** Tasks print no times. */
const options = { timestamps: false };

function useRows(viewport: RefObject<HTMLDivElement | null>, buffer: LogBuffer) {
  const rows = useRef<LogRows>(undefined);
  const [following, setFollowing] = useState(true);
  useEffect(() => {
    if (!viewport.current) return;
    const drawn = new LogRows(viewport.current, buffer, options, setFollowing);
    rows.current = drawn;
    return () => drawn.dispose();
  }, [viewport, buffer]);
  return { rows, following };
}

/** Fills a buffer with what the task prints, for as long as the view is there. */
function useOutput(id: string, part: string | undefined, buffer: LogBuffer, rows: RefObject<LogRows | undefined>) {
  const { tasks } = useSession();
  const [lines, setLines] = useState(0);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    return tasks.output(id, {
      onItem: (step) => {
        if (step.reset) buffer.reset();
        addStep(buffer, step, part);
        // After a reset the same place holds another line.
        if (step.reset && rows.current) rows.current.options = options;
        rows.current?.schedule();
        setLines(buffer.lines);
        setProblem(undefined);
      },
      onEnd: (end) => setProblem(end?.code === 'cancelled' ? undefined : end),
    });
  }, [tasks, id, part, buffer, rows]);
  return { lines, problem };
}

function addStep(buffer: LogBuffer, { lines, dropped }: Step, part: string | undefined): void {
  if (dropped > 0) {
    const reason = `${count(dropped, 'line')} not kept`;
    buffer.add({ lines: [], mark: { kind: 'gap', reason } });
  }
  const shown = part === undefined ? lines : lines.filter((line) => line.part === part);
  buffer.add({ lines: shown.map(({ text }): LogLine => ({ time: '', source: 'stdout', text })) });
}
