import type { ReactNode } from 'react';
import { formatBytes, formatDuration } from '../../../app/format.ts';
import type { Task } from '../../../app/tasks.ts';
import { KeyValue, type KeyValueEntry } from '../../ui/KeyValue.tsx';
import { Progress } from '../../ui/Progress.tsx';
import { printable } from '../../ui/printable.ts';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { ProblemBanner } from '../ProblemBanner.tsx';
import { Ago, Duration } from './Duration.tsx';
import { taskShare } from './state.ts';
import css from './Task.module.css';
import { TaskOutput } from './TaskOutput.tsx';
import { TaskParts } from './TaskParts.tsx';

/** Everything about one task: how far it is, its parts, why it failed or what it answered, what it prints. */
export function TaskDetail({ task }: { task: Task }): ReactNode {
  const { id, title, problem, result, cli } = task;
  return (
    <div className={css['task']}>
      <div className={css['facts']}>
        <TaskTotal task={task} />
        {problem && <ProblemBanner title={`${printable(title, 120)} failed`} problem={problem} />}
        <TaskParts task={task} />
        {result && <KeyValue entries={resultEntries(result)} />}
        {cli !== undefined && (
          <KeyValue entries={[{ label: 'Command', value: <Untrusted text={cli} max={1000} mono />, copy: cli }]} />
        )}
      </div>
      <TaskOutput key={id} task={task} />
    </div>
  );
}

/** How far the whole is, in a bar and a line of words. */
export function TaskTotal({ task }: { task: Task }): ReactNode {
  const { state, title, text, started, ended, problem } = task;
  const share = taskShare(task);
  return (
    <div className={css['total']}>
      {state === 'running' && <Progress label={`Progress of ${printable(title, 120)}`} value={share} />}
      <div className={css['words']}>
        <span role="status" aria-label="Task state" aria-live="off" className={css['say']}>
          {state === 'running' && share !== undefined && `${Math.floor(share * 100)} % `}
          {/* The banner says it. */}
          {problem ? '' : printable(text, 300)}
        </span>
        <span className={css['time']}>
          <Duration started={started} ended={ended} />
          {ended !== undefined && (
            <>
              , ended <Ago time={ended} /> ago
            </>
          )}
        </span>
      </div>
    </div>
  );
}

/** How the fields of results are called; one that is new keeps its own name. */
const resultWords: Readonly<Record<string, string>> = {
  bytes: 'Size',
  cached: 'From the cache',
  container: 'Container',
  contextBytes: 'Build context',
  digest: 'Digest',
  durationMs: 'Duration',
  fresh: 'Newer than before',
  image: 'Image',
  images: 'Images',
  kept: 'Kept',
  layers: 'Layers',
  name: 'Name',
  path: 'File',
  removed: 'Removed',
  steps: 'Steps',
};

function resultEntries(result: NonNullable<Task['result']>): readonly KeyValueEntry[] {
  return Object.entries(result).map(([name, value]) => {
    const copy = typeof value === 'string' ? value : undefined;
    return {
      label: resultWords[name] ?? printable(name, 60),
      value: <Untrusted text={words(name, value)} mono />,
      copy,
    };
  });
}

function words(name: string, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (typeof value === 'string') return value;
  if (/bytes$/i.test(name)) return formatBytes(value);
  return name.endsWith('Ms') ? formatDuration(value) : value.toLocaleString();
}
