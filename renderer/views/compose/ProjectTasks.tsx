import type { ReactNode } from 'react';
import { type ComposeProject, projectNameOf } from '../../../app/compose.ts';
import type { Task } from '../../../app/tasks.ts';
import { runAllowed } from '../../commands/running/run-allowed.ts';
import { cancel } from '../../commands/tasks.ts';
import { useSession, useTasks } from '../../hooks/session.tsx';
import { Button } from '../../ui/controls/Button.tsx';
import { EmptyState } from '../../ui/display/EmptyState.tsx';
import { Filled } from '../../ui/marks/Filled.tsx';
import { StateDot } from '../../ui/marks/StateDot.tsx';
import { printable } from '../../ui/printable.ts';
import { titleOf } from '../../words/tasks.ts';
import { words } from '../../words/words.ts';
import { Ago } from '../activity/Duration.tsx';
import { taskStates } from '../activity/state.ts';
import { TaskDetail } from '../activity/TaskDetail.tsx';
import { commandIcons } from '../parts/icons.ts';
import css from './Compose.module.css';

const { tasks: taskWords } = words.compose;

/** The latest task of the project whole, earlier ones as a way to them. */
export function ProjectTasks({ engine, project }: { engine: string; project: ComposeProject }): ReactNode {
  const session = useSession();
  const [latest, ...earlier] = useProjectTasks(engine, project);
  if (!latest) {
    return <EmptyState title={taskWords.none.title}>{taskWords.none.text}</EmptyState>;
  }
  return (
    <div className={css['tasks']}>
      <div className={css['bar']}>
        <StateDot {...taskStates[latest.state]} />
        <strong>{printable(titleOf(latest), 120)}</strong>
        {cancel.fits(latest) && (
          <Button size="sm" icon={commandIcons.stop} onClick={() => void runAllowed(cancel, [latest], session)}>
            {words.common.cancel}
          </Button>
        )}
      </div>
      <TaskDetail task={latest} />
      {earlier.length > 0 && (
        <ul className={css['earlier']} aria-label={taskWords.earlier}>
          {earlier.slice(0, 10).map((task) => (
            <li key={task.id} className={css['container']}>
              <StateDot {...taskStates[task.state]} />
              <Button
                size="sm"
                variant="ghost"
                onClick={() => session.place.go({ section: 'activity', item: task.id })}
              >
                {printable(titleOf(task), 120)}
              </Button>
              <span className={css['quiet']}>
                <Filled text={taskWords.ago} names={{ age: <Ago time={task.started} /> }} />
              </span>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** The project's tasks, the newest first. Before it is created only its folder says what it will be called. */
function useProjectTasks(engine: string, { name, files }: ComposeProject): readonly Task[] {
  const { items } = useTasks();
  const names = new Set([name, ...files.map(projectNameOf)]);
  return [...items.values()]
    .filter((task) => task.kind === 'compose' && task.engine === engine && names.has(task.subject))
    .sort((a, b) => b.started - a.started);
}
