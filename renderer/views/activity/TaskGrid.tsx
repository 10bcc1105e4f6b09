import { ListChecks, SearchX } from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useState } from 'react';
import type { Task } from '../../../app/tasks.ts';
import { keyed, runAllowed } from '../../commands/run-allowed.ts';
import { taskCommands } from '../../commands/tasks.ts';
import { useSession, useSettings } from '../../session.tsx';
import type { TaskList } from '../../stores/tasks.ts';
import { Button } from '../../ui/Button.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Grid } from '../../ui/grid/Grid.tsx';
import { emptySelection, selectionTargets } from '../../ui/grid/selection.ts';
import { Spinner } from '../../ui/Spinner.tsx';
import { rowActions } from '../verb-items.ts';
import { taskColumns } from './columns.tsx';
import { taskMenu } from './menu.ts';
import { taskStates } from './state.ts';

const list = 'Activity';

interface TaskGridProps {
  readonly tasks: TaskList;
  /** What the filter left. */
  readonly items: readonly Task[];
  readonly filter: string;
  readonly onClearFilter: () => void;
  /** Id of the task whose detail is open. */
  readonly opened: string | undefined;
}

/** The tasks as rows, the newest first, with their verbs and keys. */
export function TaskGrid(props: TaskGridProps): ReactNode {
  const { items, opened, tasks } = props;
  const session = useSession();
  const view = useSettings().lists[list];
  const [selection, setSelection] = useState(emptySelection);
  const onKeyDown = (event: KeyboardEvent) => {
    const inField = event.target instanceof HTMLElement && event.target.matches('input, textarea, select');
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || inField) return;
    const targets = selectionTargets(selection).flatMap((id) => tasks.items.get(id) ?? []);
    const command = keyed(taskCommands, event);
    if (command && targets.length > 0) void runAllowed(command, targets, session);
    else if (event.key === 'Escape' && opened !== undefined) session.place.go({ section: 'Activity' });
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div style={{ display: 'contents' }} onKeyDown={onKeyDown}>
      <Grid
        label={list}
        items={items}
        rowId={({ id }) => id}
        rowName={({ title, state }) => `${title.slice(0, 200)} ${taskStates[state].word}`}
        columns={taskColumns}
        sort={view?.sort ?? { column: 'started', descending: true }}
        onSort={(sort) => session.settings.updateList(list, { sort })}
        layout={{ widths: view?.widths, hidden: view?.hidden ?? [] }}
        onLayout={({ widths = {}, hidden = [] }) =>
          session.settings.updateList(list, { widths: { ...widths }, hidden: [...hidden] })
        }
        selection={selection}
        onSelection={setSelection}
        onOpen={({ id }) => session.place.go({ section: 'Activity', item: id })}
        openId={opened}
        rowActions={(task) => rowActions(taskCommands, task, session)}
        rowMenu={(chosen) => taskMenu(chosen, session)}
        empty={<NoTasks {...props} />}
      />
    </div>
  );
}

/** Not known yet, filtered to nothing and truly none are three different things. */
function NoTasks({ tasks, filter, onClearFilter }: TaskGridProps): ReactNode {
  if (!tasks.known) return <EmptyState title="Reading the tasks…">{<Spinner />}</EmptyState>;
  if (tasks.items.size > 0) {
    return (
      <EmptyState
        icon={SearchX}
        title="No task matches"
        actions={<Button onClick={onClearFilter}>Clear the filter</Button>}
      >
        Nothing here fits <code>{filter.slice(0, 80)}</code>.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={ListChecks} title="Nothing has run yet">
      Pulls, pushes, builds, Compose runs and prunes appear here while they run, and stay with their output until Gantry
      is closed.
    </EmptyState>
  );
}
