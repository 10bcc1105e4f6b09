import { ListChecks } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Task } from '../../../app/tasks.ts';
import { matches, parseFilter } from '../../../app/text/filter.ts';
import { runAllowed } from '../../commands/running/run-allowed.ts';
import { forget, taskCommands } from '../../commands/tasks.ts';
import { usePlace, useSession, useTasks } from '../../hooks/session.tsx';
import type { Keyed } from '../../stores/lists/list.ts';
import { taskKey } from '../../stores/lists/tasks.ts';
import { Button } from '../../ui/controls/Button.tsx';
import { formatNumber } from '../../words/language/figures.ts';
import { titleOf } from '../../words/tasks.ts';
import { words } from '../../words/words.ts';
import { ListSection } from '../object/ListSection.tsx';
import type { ObjectKind } from '../object/types.ts';
import { commandIcons } from '../parts/icons.ts';
import { taskColumns } from './columns.tsx';
import { RemovedList } from './RemovedList.tsx';
import { SessionList } from './SessionList.tsx';
import { taskStates } from './state.ts';
import { TaskPane, taskVerbs } from './TaskPane.tsx';

const text = words.activity;

const kind: ObjectKind<Keyed<Task>, Task> = {
  section: 'activity',
  columns: taskColumns,
  sortAtFirst: { column: 'started', descending: true },
  rowName: (task, doing) => `${titleOf(task).slice(0, 200)} ${doing ?? taskStates[task.state].word}`,
  placeholder: words.lists.filterExample({ example: 'state:failed kind:pull' }),
  filter: taskFilter,
  verbs: taskVerbs,
  bulk: taskCommands,
  target: (task) => task,
  summary: (all) => text.running({ count: formatNumber(all.filter(({ state }) => state === 'running').length) }),
  none: {
    icon: ListChecks,
    text: text.noneText,
  },
  Detail: TaskPane,
};

/** The section: everything long that runs or ran, and the detail of the one that is open. */
export function Activity(): ReactNode {
  const { item } = usePlace();
  const list = useTasks();
  const opened = item === undefined ? undefined : taskKey(item);
  return (
    <ListSection
      kind={kind}
      list={list}
      opened={opened}
      controls={<ClearEnded tasks={[...list.items.values()]} />}
      above={
        <>
          <SessionList />
          <RemovedList />
        </>
      }
    />
  );
}

function ClearEnded({ tasks }: { tasks: readonly Task[] }): ReactNode {
  const session = useSession();
  const ended = tasks.filter((task) => forget.fits(task));
  if (ended.length === 0) return null;
  return (
    <Button icon={commandIcons.remove} onClick={() => void runAllowed(forget, ended, session)}>
      {text.clearEnded}
    </Button>
  );
}

function taskFilter(input: string): (task: Task) => boolean {
  const terms = parseFilter(input, ['state', 'kind']);
  return (task) => {
    const { state, kind, subject } = task;
    const all = [titleOf(task), subject, state, kind];
    return matches(terms, (key) => (key === 'state' ? [state] : key === 'kind' ? [kind] : all));
  };
}
