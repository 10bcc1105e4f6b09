import type { ReactNode } from 'react';
import type { Task } from '../../../app/tasks.ts';
import { KeyValue, type KeyValueEntry } from '../../ui/display/KeyValue.tsx';
import { Filled } from '../../ui/marks/Filled.tsx';
import { Progress } from '../../ui/marks/Progress.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { printable } from '../../ui/printable.ts';
import { formatBytes } from '../../words/amounts.ts';
import { formatNumber } from '../../words/language/figures.ts';
import { lineOf, titleOf } from '../../words/tasks.ts';
import { formatDuration } from '../../words/times.ts';
import { words } from '../../words/words.ts';
import { ProblemBanner } from '../parts/ProblemBanner.tsx';
import { Ago, Duration } from './Duration.tsx';
import { taskShare } from './state.ts';
import css from './Task.module.css';
import { TaskOutput } from './TaskOutput.tsx';
import { TaskParts } from './TaskParts.tsx';

const text = words.activity;

/** How the fields of results are called; one that is new keeps its own name. */
const resultNames: Readonly<Record<string, string>> = text.results;

/** Everything about one task: how far it is, its parts, why it failed or what it answered, what it prints. */
export function TaskDetail({ task }: { task: Task }): ReactNode {
  const { id, problem, result, cli } = task;
  const title = titleOf(task);
  return (
    <div className={css['task']}>
      <div className={css['facts']}>
        <TaskTotal task={task} />
        {problem && <ProblemBanner title={text.failed({ task: printable(title, 120) })} problem={problem} />}
        <TaskParts task={task} />
        {result && <KeyValue entries={resultEntries(result)} />}
        {cli !== undefined && (
          <KeyValue entries={[{ label: text.command, value: <Untrusted text={cli} max={1000} mono />, copy: cli }]} />
        )}
      </div>
      <TaskOutput key={id} id={id} title={title} />
    </div>
  );
}

/** How far the whole is, in a bar and a line of words. */
export function TaskTotal({ task }: { task: Task }): ReactNode {
  const { state, started, ended, problem } = task;
  const share = taskShare(task);
  return (
    <div className={css['total']}>
      {state === 'running' && (
        <Progress label={text.progressOf({ task: printable(titleOf(task), 120) })} value={share} />
      )}
      <div className={css['words']}>
        <span role="status" aria-label={text.state} aria-live="off" className={css['say']}>
          {state === 'running' && share !== undefined && `${text.share({ percent: Math.floor(share * 100) })} `}
          {/* The banner says it. */}
          {problem ? '' : printable(lineOf(task), 300)}
        </span>
        <span className={css['time']}>
          <Duration started={started} ended={ended} />
          {ended !== undefined && <Filled text={text.ended} names={{ age: <Ago time={ended} /> }} />}
        </span>
      </div>
    </div>
  );
}

function resultEntries(result: NonNullable<Task['result']>): readonly KeyValueEntry[] {
  return Object.entries(result).map(([name, value]) => {
    const copy = typeof value === 'string' ? value : undefined;
    return {
      label: resultNames[name] ?? printable(name, 60),
      value: <Untrusted text={shownOf(name, value)} mono />,
      copy,
    };
  });
}

function shownOf(name: string, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? words.common.yes : words.common.no;
  if (typeof value === 'string') return value;
  if (/bytes$/i.test(name)) return formatBytes(value);
  return name.endsWith('Ms') ? formatDuration(value) : formatNumber(value);
}
