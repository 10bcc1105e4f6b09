import type { Task } from '../../../app/tasks.ts';
import type { Column } from '../../ui/grid/model/types.ts';
import { Progress } from '../../ui/marks/Progress.tsx';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { Untrusted } from '../../ui/marks/Untrusted.tsx';
import { printable } from '../../ui/printable.ts';
import { lineOf, titleOf } from '../../words/tasks.ts';
import { words } from '../../words/words.ts';
import { Ago, Duration } from './Duration.tsx';
import { taskShare, taskStates } from './state.ts';
import css from './Task.module.css';

const { columns, kinds } = words.activity;

/** The list's columns, in the order in which they stay visible when a detail takes the room. */
export const taskColumns: readonly Column<Task>[] = [
  {
    id: 'title',
    header: columns.title,
    width: 220,
    minWidth: 120,
    grow: true,
    alwaysVisible: true,
    value: titleOf,
    cell: (task) => <Untrusted text={titleOf(task)} />,
  },
  {
    id: 'state',
    header: columns.state,
    width: 128,
    value: ({ state }) => taskStates[state].word,
    cell: ({ state }) => <StateDot {...taskStates[state]} />,
  },
  {
    id: 'progress',
    header: columns.progress,
    width: 110,
    cell: (task) =>
      task.state === 'running' ? (
        <span className={css['cell']}>
          <Progress label={words.activity.progressOf({ task: printable(titleOf(task), 80) })} value={taskShare(task)} />
        </span>
      ) : null,
  },
  {
    id: 'text',
    header: columns.text,
    width: 200,
    grow: true,
    cell: (task) => <Untrusted text={lineOf(task)} />,
  },
  { id: 'kind', header: columns.kind, width: 84, value: ({ kind }) => kinds[kind], cell: ({ kind }) => kinds[kind] },
  {
    id: 'started',
    header: columns.started,
    width: 112,
    align: 'end',
    descendingFirst: true,
    value: ({ started }) => started,
    cell: ({ started }) => <Ago time={started} />,
  },
  {
    id: 'duration',
    header: columns.duration,
    width: 96,
    align: 'end',
    value: ({ started, ended }) => (ended === undefined ? undefined : ended - started),
    cell: ({ started, ended }) => <Duration started={started} ended={ended} />,
  },
];
