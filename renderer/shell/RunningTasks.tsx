import type { ReactNode } from 'react';
import { useSession, useTasks } from '../hooks/session.tsx';
import { Progress } from '../ui/marks/Progress.tsx';
import { printable } from '../ui/printable.ts';
import { taskShare } from '../views/activity/state.ts';
import { titleOf } from '../words/tasks.ts';
import { words } from '../words/words.ts';
import css from './StatusBar.module.css';

/** The status bar's word on what runs: how many tasks, and how far the one is that was started last. */
export function RunningTasks(): ReactNode {
  const { place } = useSession();
  const running = [...useTasks().items.values()].filter(({ state }) => state === 'running');
  const newest = running.at(-1);
  if (!newest) return null;
  const title = printable(titleOf(newest), 60);
  return (
    <span className={css['tasks']}>
      <button
        type="button"
        className={css['open']}
        data-tip={words.shell.status.showOutput({ title })}
        onClick={() => place.go({ section: 'activity', item: newest.id })}
      >
        {words.shell.status.tasks({ count: running.length, title })}
      </button>
      <span className={css['progress']}>
        <Progress label={title} value={taskShare(newest)} />
      </span>
    </span>
  );
}
