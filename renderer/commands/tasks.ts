import type { GantryClient } from '../../app/contract.ts';
import { toProblem } from '../../app/problem.ts';
import type { StartedTask, Task } from '../../app/tasks.ts';
import type { Session } from '../stores/session.ts';
import type { Command } from './command.ts';

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
    session.notices.fail(`${label} failed`, toProblem(error));
    return undefined;
  }
}

export const cancel: Command<Task> = {
  id: 'tasks.cancel',
  label: 'Cancel',
  icon: 'stop',
  primary: true,
  fits: ({ state }) => state === 'running',
  refusal: ({ state }) => (state === 'running' ? undefined : 'It has ended.'),
  run: async (targets, session) => {
    for (const { id, title } of targets) {
      try {
        await session.link.ask((client) => client.tasks.cancel({ task: id }));
      } catch (error) {
        session.notices.fail(`Cancel ${title} failed`, toProblem(error));
      }
    }
  },
};

export const forget: Command<Task> = {
  id: 'tasks.forget',
  label: 'Remove from list',
  icon: 'remove',
  key: 'Delete',
  fits: ({ state }) => state !== 'running',
  refusal: ({ state }) => (state === 'running' ? 'It still runs.' : undefined),
  run: async (targets, session) => {
    try {
      await session.link.ask((client) => client.tasks.forget({ tasks: targets.map(({ id }) => id) }));
    } catch (error) {
      session.notices.fail('Remove from list failed', toProblem(error));
    }
  },
};

/** In the order that menus show them. */
export const taskCommands: readonly Command<Task>[] = [cancel, forget];
