import type { GantryClient } from '../../../app/contract.ts';
import { inShort } from '../../../app/rpc/problem.ts';
import type { Task } from '../../../app/tasks.ts';

/** Resolves when the task has succeeded; rejects with why it did not. */
export function ended(client: GantryClient, id: string): Promise<Task> {
  return new Promise((resolve, reject) => {
    const stop = client.tasks.watch(
      {},
      {
        onItem: ({ changed }) => {
          const task = changed.find((task) => task.id === id);
          if (!task || task.state === 'running') return;
          stop();
          if (task.state === 'succeeded') resolve(task);
          else reject(new Error(`${task.kind} ${task.subject}: ${task.problem ? inShort(task.problem) : ''}`));
        },
        onEnd: (problem) => reject(new Error(problem ? inShort(problem) : 'the tasks ended')),
      },
    );
  });
}
