import { ArrowDownToLine, Copy } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { count } from '../../../app/format.ts';
import type { Problem } from '../../../app/problem.ts';
import { defaultSettings, type LogLook } from '../../../app/settings.ts';
import type { TaskOutput as Step, Task } from '../../../app/tasks.ts';
import { useSession } from '../../session.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { printable } from '../../ui/printable.ts';
import css from '../logs/LogView.module.css';
import { MemoryRows } from '../logs/memory-rows.ts';
import { copyAll, useScroller } from '../logs/use-scroller.ts';
import { ProblemBanner } from '../ProblemBanner.tsx';

interface TaskOutputProps {
  readonly task: Pick<Task, 'id' | 'title'>;
  /** Shows only what this part printed. */
  readonly part?: string;
}

/** Tasks print no times. */
const look: LogLook = { ...defaultSettings.logView, timestamps: 'off' };

/** What a task printed and prints, drawn as a log is: bounded, outside React, at its end until the person scrolls up. */
export function TaskOutput({ task: { id, title }, part }: TaskOutputProps): ReactNode {
  const session = useSession();
  const [rows] = useState(() => new MemoryRows());
  const { attach, scroller, place } = useScroller(rows, look);
  const { lines, problem } = useOutput(id, part, rows);
  return (
    <div className={css['log']}>
      <div className={css['bar']}>
        <IconButton
          label="Follow"
          icon={ArrowDownToLine}
          size="sm"
          pressed={place.following}
          onClick={() => scroller?.follow()}
        />
        <IconButton label="Copy output" icon={Copy} size="sm" onClick={() => void copyAll(session, rows)} />
        <span role="status" aria-label="Line count" aria-live="off" className={css['count']}>
          {lines === 0 ? 'No output' : count(lines, 'line')}
        </span>
      </div>
      {problem && <ProblemBanner title="The output cannot be read" problem={problem} />}
      <div className={css['stage']}>
        <div
          ref={attach}
          role="log"
          aria-label={`Output of ${printable(title, 120)}`}
          aria-live="off"
          tabIndex={0}
          className={css['viewport']}
        />
      </div>
    </div>
  );
}

/** Fills rows with what the task prints, for as long as the view is there. */
function useOutput(id: string, part: string | undefined, rows: MemoryRows) {
  const { tasks } = useSession();
  const [lines, setLines] = useState(0);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    let read = 0;
    return tasks.output(id, {
      onItem: (step) => {
        if (step.reset) {
          rows.reset();
          read = 0;
        }
        read += addStep(rows, step, part);
        setLines(read);
        setProblem(undefined);
      },
      onEnd: (end) => setProblem(end?.code === 'cancelled' ? undefined : end),
    });
  }, [tasks, id, part, rows]);
  return { lines, problem };
}

/** Adds what a step brings; how many lines that are. */
function addStep(rows: MemoryRows, { lines, dropped }: Step, part: string | undefined): number {
  if (dropped > 0) {
    const reason = `${count(dropped, 'line')} not kept`;
    rows.add([{ time: '', text: '', mark: { kind: 'gap', reason } }]);
  }
  const shown = part === undefined ? lines : lines.filter((line) => line.part === part);
  rows.add(shown.map(({ text }) => ({ time: '', text })));
  return shown.length;
}
