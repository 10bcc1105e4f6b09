import type { ReactNode } from 'react';
import { count } from '../../app/format.ts';
import { useSession, useTasks } from '../session.tsx';
import { Progress } from '../ui/Progress.tsx';
import { printable } from '../ui/printable.ts';
import { taskShare } from '../views/activity/state.ts';
import css from './StatusBar.module.css';

/** The status bar's word on what runs: how many tasks, and how far the one is that was started last. */
export function RunningTasks(): ReactNode {
  const { place } = useSession();
  const running = [...useTasks().items.values()].filter(({ state }) => state === 'running');
  const newest = running.at(-1);
  if (!newest) return null;
  const title = printable(newest.title, 60);
  return (
    <span className={css['tasks']}>
      <button
        type="button"
        className={css['open']}
        data-tip={`Show the output of ${title}`}
        onClick={() => place.go({ section: 'Activity', item: newest.id })}
      >
        {count(running.length, 'task')} · {title}
      </button>
      <span className={css['progress']}>
        <Progress label={title} value={taskShare(newest)} />
      </span>
    </span>
  );
}
