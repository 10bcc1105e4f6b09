import { Ellipsis, X } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect } from 'react';
import type { Task } from '../../../app/tasks.ts';
import { cancel } from '../../commands/tasks.ts';
import { useSession } from '../../session.tsx';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { IconButton } from '../../ui/IconButton.tsx';
import { Menu } from '../../ui/Menu.tsx';
import { printable } from '../../ui/printable.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import { StateDot } from '../../ui/StateDot.tsx';
import { commandIcons } from '../icons.ts';
import { taskMenu } from './menu.ts';
import { taskStates } from './state.ts';
import css from './Task.module.css';
import { TaskDetail } from './TaskDetail.tsx';

interface TaskPaneProps {
  /** Undefined while the list is being read or when it is kept no more. */
  readonly task: Task | undefined;
  /** Whether the list has been read, so that a missing task is a forgotten one. */
  readonly known: boolean;
  /** px */
  readonly width: number;
  readonly onClose: () => void;
}

/** The open task beside the list. */
export function TaskPane({ task, known, width, onClose }: TaskPaneProps): ReactNode {
  const session = useSession();
  const { tasks } = session;
  const id = task?.id;
  useEffect(() => (id === undefined ? undefined : tasks.watched(id)), [tasks, id]);
  const title = task?.title ?? 'Task';
  const onKeyDown = (event: KeyboardEvent) => {
    const inField = event.target instanceof HTMLElement && event.target.matches('input, textarea');
    if (event.key === 'Escape' && !inField && !event.defaultPrevented) onClose();
  };
  return (
    <aside aria-label={printable(title, 200)} className={css['pane']} style={{ width }} onKeyDown={onKeyDown}>
      <header className={css['header']}>
        <div className={css['names']}>
          <h2 className={css['name']} title={printable(title, 300)}>
            {printable(title, 120)}
          </h2>
          {task && <StateDot {...taskStates[task.state]} />}
        </div>
        {task && cancel.fits(task) && (
          <Button size="sm" icon={commandIcons[cancel.icon]} onClick={() => void cancel.run([task], session)}>
            {cancel.label}
          </Button>
        )}
        {task && (
          <Menu items={() => taskMenu([task], session)} align="end">
            <IconButton label="More actions" icon={Ellipsis} />
          </Menu>
        )}
        <IconButton label="Close detail" icon={X} onClick={onClose} />
      </header>
      {task ? <TaskDetail task={task} /> : <NoTask known={known} />}
    </aside>
  );
}

function NoTask({ known }: { known: boolean }): ReactNode {
  if (!known) return <EmptyState title="Reading…">{<Spinner />}</EmptyState>;
  return (
    <EmptyState title="This task is gone">
      It was removed from the list, was one of more than a hundred that ended, or Gantry was started anew.
    </EmptyState>
  );
}
