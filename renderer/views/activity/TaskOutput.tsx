import { ArrowDownToLine, Copy, Search } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useCallback, useEffect, useState } from 'react';
import type { Reader, Stop } from '../../../app/rpc/operation.ts';
import type { Problem } from '../../../app/rpc/problem.ts';
import { defaultSettings, type LogLook } from '../../../app/settings.ts';
import type { TaskOutput as Step } from '../../../app/tasks.ts';
import { useSession } from '../../hooks/session.tsx';
import { classes } from '../../ui/classes.ts';
import { IconButton } from '../../ui/controls/IconButton.tsx';
import { printable } from '../../ui/printable.ts';
import { outputLineOf } from '../../words/tasks.ts';
import { words } from '../../words/words.ts';
import barCss from '../logs/LogBar.module.css';
import css from '../logs/LogView.module.css';
import { MemoryRows } from '../logs/model/memory-rows.ts';
import rowsCss from '../logs/scroll/rows.module.css';
import { copyAll, useScroller } from '../logs/use-scroller.ts';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { OutputFind } from './OutputFind.tsx';

const text = words.activity.output;

/** Begins to read what is printed, and tells how to stop. */
export type OutputSource = (reader: Reader<Step>) => Stop;

interface OutputProps {
  readonly title: string;
  /** The same as long as it is the same that is read. */
  readonly source: OutputSource;
  /** Shows only what this part printed. */
  readonly part?: string;
}

/** Tasks print no times. */
const look: LogLook = { ...defaultSettings.logView, timestamps: 'off' };

/** What a task printed and prints, by its id. */
export function TaskOutput({ id, ...shown }: { readonly id: string } & Omit<OutputProps, 'source'>): ReactNode {
  const { tasks } = useSession();
  const source = useCallback<OutputSource>((reader) => tasks.output(id, reader), [tasks, id]);
  return <Output {...shown} source={source} />;
}

/** What something prints, drawn as a log is: bounded, outside React, at its end until the person scrolls up. */
export function Output({ title, source, part }: OutputProps): ReactNode {
  const session = useSession();
  const [rows] = useState(() => new MemoryRows());
  const { attach, scroller, place } = useScroller(rows, look);
  const { lines, problem } = useOutput(source, part, rows);
  const [finding, setFinding] = useState(false);
  const onKeyDown = (event: KeyboardEvent) => {
    const isFind = event.key === 'f' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!isFind) return;
    event.preventDefault();
    event.stopPropagation();
    setFinding(true);
  };
  const endFind = () => {
    setFinding(false);
    scroller?.viewport.focus({ preventScroll: true });
  };
  return (
    <div className={css['log']} onKeyDown={onKeyDown}>
      <div className={barCss['bar']}>
        <IconButton
          label={text.follow}
          icon={ArrowDownToLine}
          size="sm"
          pressed={place.following}
          onClick={() => scroller?.follow()}
        />
        <IconButton label={text.find.open} icon={Search} size="sm" pressed={finding} onClick={() => setFinding(true)} />
        <IconButton label={text.copy} icon={Copy} size="sm" onClick={() => void copyAll(session, rows)} />
        <span role="status" aria-label={text.lineCount} aria-live="off" className={barCss['count']}>
          {lines === 0 ? text.none : text.lines({ count: lines })}
        </span>
      </div>
      {finding && <OutputFind rows={rows} scroller={scroller} onClose={endFind} />}
      {problem && <ProblemBanner title={text.unread} problem={problem} />}
      <div className={css['stage']}>
        <div
          ref={attach}
          role="log"
          aria-label={text.title({ task: printable(title, 120) })}
          aria-live="off"
          tabIndex={0}
          className={classes(css['viewport'], rowsCss['rows'])}
        />
      </div>
    </div>
  );
}

/** Fills rows with what is printed, for as long as the view is there. */
function useOutput(source: OutputSource, part: string | undefined, rows: MemoryRows) {
  const [lines, setLines] = useState(0);
  const [problem, setProblem] = useState<Problem>();
  useEffect(() => {
    let read = 0;
    return source({
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
  }, [source, part, rows]);
  return { lines, problem };
}

/** Adds what a step brings; how many lines that are. */
function addStep(rows: MemoryRows, { lines, dropped }: Step, part: string | undefined): number {
  if (dropped > 0) {
    const reason = text.notKept({ count: dropped });
    rows.add([{ time: '', text: '', mark: { kind: 'gap', reason } }]);
  }
  const shown = part === undefined ? lines : lines.filter((line) => line.part === part);
  rows.add(shown.map((line) => ({ time: '', text: outputLineOf(line) })));
  return shown.length;
}
