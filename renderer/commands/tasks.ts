import type { GantryClient } from '../../app/contract.ts';
import { toProblem } from '../../app/rpc/problem.ts';
import type { StartedTask, Task } from '../../app/tasks.ts';
import { taskKey } from '../stores/lists/tasks.ts';
import type { Session } from '../stores/session.ts';
import { titleOf } from '../words/tasks.ts';
import { words } from '../words/words.ts';
import { type Command, command } from './running/command.ts';
import { doEach, type EachVerb } from './running/each.ts';

const text = words.activity;

/**
 * Starts a task and tells about its end in a notice, however long that takes. Returns the task's id, or undefined after
 * a notice `${label} failed` when it did not even start.
 */
export async function startTask(
  session: Session,
  label: string,
  ask: (client: GantryClient) => Promise<StartedTask>,
): Promise<string | undefined> {
  try {
    const { task } = await session.link.ask(ask);
    session.tasks.startedHere(task);
    return task;
  } catch (error) {
    session.notices.fail(text.failed({ task: label }), toProblem(error));
    return undefined;
  }
}

/** Asks what has the id of a task to stop; that it did, its state tells. */
export function cancelEach<T extends { readonly id: string }>(
  what: Pick<EachVerb<T>, 'noun' | 'key' | 'name'>,
  targets: readonly T[],
  session: Session,
): Promise<void> {
  return doEach(
    { ...what, label: text.cancel, doing: text.cancelling, ask: (client, { id }) => client.tasks.cancel({ task: id }) },
    targets,
    session,
  );
}

export const cancel = command<Task>({
  id: 'tasks.cancel',
  label: text.cancel,
  icon: 'stop',
  primary: true,
  fits: ({ state }) => state === 'running',
  refusal: ({ state }) => (state === 'running' ? undefined : text.hasEnded),
  run: (targets, session) =>
    cancelEach({ noun: 'task', key: ({ id }) => taskKey(id), name: titleOf }, targets, session),
});

export const forget = command<Task>({
  id: 'tasks.forget',
  label: text.forget,
  icon: 'remove',
  key: 'Delete',
  fits: ({ state }) => state !== 'running',
  refusal: ({ state }) => (state === 'running' ? text.stillRuns : undefined),
  run: (targets, { link }) => link.ask((client) => client.tasks.forget({ tasks: targets.map(({ id }) => id) })),
});

/** In the order that menus show them. */
export const taskCommands: readonly Command<Task>[] = [cancel, forget];
