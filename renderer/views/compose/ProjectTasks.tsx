import type { ReactNode } from 'react';
import { type ComposeProject, projectNameOf } from '../../../app/compose.ts';
import type { Task } from '../../../app/tasks.ts';
import { cancel } from '../../commands/tasks.ts';
import { useSession, useTasks } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { printable } from '../../ui/printable.ts';
import { StateDot } from '../../ui/StateDot.tsx';
import { Ago } from '../activity/Duration.tsx';
import { taskStates } from '../activity/state.ts';
import { TaskDetail } from '../activity/TaskDetail.tsx';
import { commandIcons } from '../icons.ts';
import css from './Compose.module.css';

/** The latest task of the project whole, earlier ones as a way to them. */
export function ProjectTasks({ engine, project }: { engine: string; project: ComposeProject }): ReactNode {
  const session = useSession();
  const [latest, ...earlier] = useProjectTasks(engine, project);
  if (!latest) {
    return <EmptyState title="Nothing was done yet">What Gantry does with this project is told here.</EmptyState>;
  }
  return (
    <div className={css['tasks']}>
      <div className={css['bar']}>
        <StateDot {...taskStates[latest.state]} />
        <strong>{printable(latest.title, 120)}</strong>
        {cancel.fits(latest) && (
          <Button size="sm" icon={commandIcons.stop} onClick={() => void cancel.run([latest], session)}>
            Cancel
          </Button>
        )}
      </div>
      <TaskDetail task={latest} />
      {earlier.length > 0 && (
        <ul className={css['earlier']} aria-label="Earlier">
          {earlier.slice(0, 10).map(({ id, title, state, started }) => (
            <li key={id} className={css['container']}>
              <StateDot {...taskStates[state]} />
              <Button size="sm" variant="ghost" onClick={() => session.place.go({ section: 'Activity', item: id })}>
                {printable(title, 120)}
              </Button>
              <span className={css['quiet']}>
                <Ago time={started} /> ago
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
