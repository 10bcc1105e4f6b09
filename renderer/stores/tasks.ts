import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ListChange } from '../../app/live.ts';
import type { Reader, Stop } from '../../app/rpc/operation.ts';
import type { Task, TaskOutput } from '../../app/tasks.ts';
import type { Link } from './link.ts';
import type { NoticeStore } from './notices.ts';

/** The host's tasks as the page knows them. */
export interface TaskList {
  /** False until the host has told. */
  readonly known: boolean;
  /** In the order in which they were started. */
  readonly items: ReadonlyMap<string, Task>;
}

export interface TaskStore {
  readonly state: StoreApi<TaskList>;
  /** Remembers that this window started a task, so that a notice tells how it ends. */
  startedHere(task: string): void;
  /**
   * Says that how a task ends is on screen, until stopped: no notice is to cover that. `watched` is the task's id, or
   * what it works on (its subject), which is known before the task is.
   */
  watched(watched: string): Stop;
  /** Reads what a task printed and prints, until it ends or the reading is stopped. Starts afresh on a renewed link. */
  output(task: string, reader: Reader<TaskOutput>): Stop;
}

/** Follows the host's tasks for as long as the window lives. */
export function createTaskStore(link: Link, notices: NoticeStore): TaskStore {
  const state = createStore<TaskList>(() => ({ known: false, items: new Map() }));
  const startedHere = new Set<string>();
  // Views may overlap for a moment when one follows the other.
  const onScreen = new Map<string, number>();
  const announce = () => {
    const { items } = state.getState();
    for (const id of startedHere) {
      const task = items.get(id);
      if (!task || task.state === 'running') continue;
      startedHere.delete(id);
      if (!onScreen.has(id) && !onScreen.has(task.subject)) tell(task, notices);
    }
  };
  link.live((client) =>
    client.tasks.watch(
      {},
      {
        onItem: (change) => {
          state.setState(applyTasks(state.getState(), change), true);
          announce();
        },
        // A lost link renews itself and the list with it.
        onEnd: () => undefined,
      },
    ),
  );
  return {
    state,
    startedHere: (task) => {
      startedHere.add(task);
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

/** The list after a change. A reset replaces it: a host that was started anew knows nothing of older tasks. */
export function applyTasks(list: TaskList, { reset, changed, removed }: ListChange<Task>): TaskList {
  const items = new Map(reset ? [] : list.items);
  for (const task of changed) items.set(task.id, task);
  for (const id of removed) items.delete(id);
  return { known: true, items };
}

/** Whoever cancelled knows that it was cancelled. */
function tell({ title, state, text, problem }: Task, notices: NoticeStore): void {
  if (state === 'succeeded') notices.succeed(text && text !== 'Done' ? `${title}: ${text}` : `${title}: done`);
  else if (state === 'failed') {
    notices.fail(`${title} failed`, problem ?? { code: 'internal', message: 'It failed without a reason.' });
  }
}
