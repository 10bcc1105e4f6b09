import type { Task } from '../../../app/tasks.ts';
import type { Column } from '../../ui/grid/types.ts';
import { Progress } from '../../ui/Progress.tsx';
import { printable } from '../../ui/printable.ts';
import { StateDot } from '../../ui/StateDot.tsx';
import { Untrusted } from '../../ui/Untrusted.tsx';
import { Ago, Duration } from './Duration.tsx';
import { taskShare, taskStates } from './state.ts';
import css from './Task.module.css';

/** The list's columns, in the order in which they stay visible when a detail takes the room. */
export const taskColumns: readonly Column<Task>[] = [
  {
    id: 'title',
    header: 'Task',
    width: 220,
    minWidth: 120,
    grow: true,
    alwaysVisible: true,
    value: ({ title }) => title,
    cell: ({ title }) => <Untrusted text={title} />,
  },
  {
    id: 'state',
    header: 'State',
    width: 106,
    value: ({ state }) => taskStates[state].word,
    cell: ({ state }) => <StateDot {...taskStates[state]} />,
  },
  {
    id: 'progress',
    header: 'Progress',
    width: 110,
    cell: (task) =>
      task.state === 'running' ? (
        <span className={css['cell']}>
          <Progress label={`Progress of ${printable(task.title, 80)}`} value={taskShare(task)} />
        </span>
      ) : null,
  },
  {
    id: 'text',
    header: 'Status',
    width: 200,
    grow: true,
    cell: ({ text }) => <Untrusted text={text} />,
  },
  { id: 'kind', header: 'Kind', width: 84, value: ({ kind }) => kind, cell: ({ kind }) => kind },
  {
    id: 'started',
    header: 'Started',
    width: 92,
    align: 'end',
    descendingFirst: true,
    value: ({ started }) => started,
    cell: ({ started }) => <Ago time={started} />,
  },
  {
    id: 'duration',
    header: 'Duration',
    width: 96,
    align: 'end',
    value: ({ started, ended }) => (ended === undefined ? undefined : ended - started),
    cell: ({ started, ended }) => <Duration started={started} ended={ended} />,
  },
];
