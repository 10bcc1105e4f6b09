import { type ReactNode, useMemo } from 'react';
import { matches, parseFilter } from '../../../app/filter.ts';
import { count } from '../../../app/format.ts';
import type { Task } from '../../../app/tasks.ts';
import { forget } from '../../commands/tasks.ts';
import { usePlace, useSession, useSettings, useTasks } from '../../session.tsx';
import { Boundary } from '../../ui/Boundary.tsx';
import { Button } from '../../ui/Button.tsx';
import { focusList } from '../../ui/focus.ts';
import { SearchBox } from '../../ui/SearchBox.tsx';
import { Splitter } from '../../ui/Splitter.tsx';
import { Heading } from '../Heading.tsx';
import { commandIcons } from '../icons.ts';
import css from '../object/ObjectSection.module.css';
import { TaskGrid } from './TaskGrid.tsx';
import { TaskPane } from './TaskPane.tsx';

const list = 'Activity';

/** The section: everything long that runs or ran, and the detail of the one that is open. */
export function Activity(): ReactNode {
  const { settings } = useSession();
  const { item } = usePlace();
  const tasks = useTasks();
  const filter = useSettings().lists[list]?.filter ?? '';
  const all = useMemo(() => [...tasks.items.values()], [tasks.items]);
  const shown = useMemo(() => (filter.trim() ? all.filter(taskFilter(filter)) : all), [all, filter]);
  const setFilter = (text: string) => settings.updateList(list, { filter: text.slice(0, 500) });
  return (
    <div className={css['split']}>
      <section className={css['list']} aria-label="Task list">
        <Heading
          title={list}
          summary={summarise(all, shown.length)}
          filter={
            <SearchBox
              label="Filter activity"
              placeholder="Filter… state:failed kind:pull"
              value={filter}
              onChange={setFilter}
              onSubmit={focusList}
              shortcut="/"
            />
          }
        >
          <ClearEnded tasks={all} />
        </Heading>
        <TaskGrid tasks={tasks} items={shown} filter={filter} onClearFilter={() => setFilter('')} opened={item} />
      </section>
      {item !== undefined && <PaneSide item={item} />}
    </div>
  );
}

function ClearEnded({ tasks }: { tasks: readonly Task[] }): ReactNode {
  const session = useSession();
  const ended = tasks.filter((task) => forget.fits(task));
  if (ended.length === 0) return null;
  return (
    <Button icon={commandIcons.remove} onClick={() => void forget.run(ended, session)}>
      Clear ended
    </Button>
  );
}

function PaneSide({ item }: { item: string }): ReactNode {
  const { settings, place } = useSession();
  const { detailWidth } = useSettings();
  const { items, known } = useTasks();
  return (
    <>
      <Splitter
        label="Resize detail"
        orientation="vertical"
        after
        value={detailWidth}
        min={320}
        max={900}
        initial={460}
        onChange={(value) => settings.update({ detailWidth: value })}
      />
      <Boundary key={item} part="The detail">
        <TaskPane
          task={items.get(item)}
          known={known}
          width={detailWidth}
          onClose={() => place.go({ section: 'Activity' })}
        />
      </Boundary>
    </>
  );
}

function taskFilter(input: string): (task: Task) => boolean {
  const terms = parseFilter(input, ['state', 'kind']);
  return ({ state, kind, title, subject }) =>
    matches(terms, (key) => (key === 'state' ? [state] : key === 'kind' ? [kind] : [title, subject, state, kind]));
}

function summarise(all: readonly Task[], shown: number): string {
  if (all.length === 0) return '';
  const running = all.filter(({ state }) => state === 'running').length;
  const of = shown === all.length ? '' : `${shown.toLocaleString()} of `;
  return `${of}${count(all.length, 'task')}, ${running.toLocaleString()} running`;
}
