import { keyOf, type ObjectKey, ofHost } from '../../../app/object-key.ts';
import type { Reader, Stop } from '../../../app/rpc/operation.ts';
import { cause } from '../../../app/rpc/problem.ts';
import type { Task, TaskOutput } from '../../../app/tasks.ts';
import { lineOf, titleOf } from '../../words/tasks.ts';
import { words } from '../../words/words.ts';
import type { Link } from '../link/link.ts';
import type { NoticeStore, Offer } from '../shown/notices.ts';
import { createListStore, type Keyed, type ListStore } from './list.ts';

/** The host's tasks, in the order in which they were started; it follows them for as long as the window lives. */
export interface TaskStore extends Omit<ListStore<Task>, 'watch'> {
  /** A task by its id; undefined while the list is being read and when it is kept no more. */
  find(id: string): Keyed<Task> | undefined;
  /**
   * Remembers that this window started a task, so that a notice tells how it ends.
   * @param offer what that offers where the task succeeded
   */
  startedHere(task: string, offer?: (task: Task) => Offer | undefined): void;
  /**
   * Says that how a task ends is on screen, until stopped: no notice is to cover that. `watched` is the task's id, or
   * what it works on (its subject), which is known before the task is.
   */
  watched(watched: string): Stop;
  /** Reads what a task printed and prints, until it ends or the reading is stopped. Starts afresh on a renewed link. */
  output(task: string, reader: Reader<TaskOutput>): Stop;
}

/** What a task is kept by. */
export function taskKey(id: string): ObjectKey {
  return keyOf({ engine: ofHost, kind: 'task', id });
}

/** Follows the host's tasks. */
export function createTaskStore(link: Link, notices: NoticeStore): TaskStore {
  const { watch, ...list } = createListStore<Task>(link, 'task', (client, _host, reader) =>
    client.tasks.watch({}, reader),
  );
  const find = (id: string) => list.of(ofHost).items.get(taskKey(id));
  const startedHere = new Map<string, ((task: Task) => Offer | undefined) | undefined>();
  // Views may overlap for a moment when one follows the other.
  const onScreen = new Map<string, number>();
  const announce = () => {
    for (const [id, offer] of startedHere) {
      const task = find(id);
      if (!task || task.state === 'running') continue;
      startedHere.delete(id);
      if (!onScreen.has(id) && !onScreen.has(task.subject)) tell(task, notices, offer?.(task));
    }
  };
  list.state.subscribe(announce);
  watch(ofHost);
  return {
    ...list,
    find,
    startedHere: (task, offer) => {
      startedHere.set(task, offer);
      announce();
    },
    watched: (watched) => {
      onScreen.set(watched, (onScreen.get(watched) ?? 0) + 1);
      return () => {
        const left = (onScreen.get(watched) ?? 0) - 1;
        if (left > 0) onScreen.set(watched, left);
        else onScreen.delete(watched);
      };
    },
    output: (task, reader) => link.live((client) => client.tasks.output({ task }, reader)),
  };
}

/** Whoever cancelled knows that it was cancelled, but not what goes on all the same. */
function tell(task: Task, notices: NoticeStore, offer: Offer | undefined): void {
  const { state, text, problem } = task;
  const title = titleOf(task);
  const { succeeded, done, failed } = words.shell.tasks;
  if (state === 'succeeded')
    notices.succeed(text && text.id !== 'done' ? succeeded({ title, line: lineOf(task) }) : done({ title }), offer);
  else if (state === 'failed') {
    notices.fail(failed({ title }), problem ?? { code: 'internal', ...cause('no-reason') });
  } else if (text && text.id !== 'cancelled') notices.succeed(succeeded({ title, line: lineOf(task) }));
}
