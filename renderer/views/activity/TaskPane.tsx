import { type ReactNode, useEffect } from 'react';
import type { Task } from '../../../app/tasks.ts';
import { cancel, taskCommands } from '../../commands/tasks.ts';
import { useSession } from '../../hooks/session.tsx';
import type { Keyed } from '../../stores/lists/list.ts';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { titleOf } from '../../words/tasks.ts';
import { words } from '../../words/words.ts';
import { Reading } from '../object/detail-tabs.tsx';
import { ObjectDetail } from '../object/ObjectDetail.tsx';
import type { Verbs } from '../object/object-menu.ts';
import type { DetailProps } from '../object/types.ts';
import { taskStates } from './state.ts';
import { TaskDetail } from './TaskDetail.tsx';

const text = words.activity;

/** What can be done to a task, and what of it can be copied. */
export const taskVerbs: Verbs<Task> = { commands: taskCommands, copies: { command: ({ cli }) => cli } };

/** The open task beside the list. */
export function TaskPane({ objectKey, id, item: task, known, width, onClose }: DetailProps<Keyed<Task>>): ReactNode {
  const { tasks } = useSession();
  useEffect(() => tasks.watched(id), [tasks, id]);
  return (
    <ObjectDetail
      objectKey={objectKey}
      engine={task?.engine}
      name={task ? titleOf(task) : text.untitled}
      badge={task && <StateDot {...taskStates[task.state]} />}
      target={task}
      verbs={taskVerbs}
      shown={[cancel]}
      tabs={[]}
      screen={task ? <TaskDetail task={task} /> : <NoTask known={known} />}
      width={width}
      onClose={onClose}
    />
  );
}

function NoTask({ known }: { known: boolean }): ReactNode {
  if (!known) return <Reading />;
  return <EmptyState title={text.gone}>{text.goneText}</EmptyState>;
}
