import { formatBytes } from '../../../app/format.ts';
import type { Task, TaskPart, TaskPartState, TaskState } from '../../../app/tasks.ts';
import type { StateTone } from '../../ui/StateDot.tsx';

/** Shape, colour and word of each state of a task. */
export const taskStates: Readonly<Record<TaskState, { readonly tone: StateTone; readonly word: string }>> = {
  running: { tone: 'busy', word: 'running' },
  succeeded: { tone: 'running', word: 'succeeded' },
  failed: { tone: 'bad', word: 'failed' },
  cancelled: { tone: 'exited', word: 'cancelled' },
};

/** Shape, colour and word of each state of a part. */
export const partStates: Readonly<Record<TaskPartState, { readonly tone: StateTone; readonly word: string }>> = {
  waiting: { tone: 'exited', word: 'waiting' },
  running: { tone: 'busy', word: 'running' },
  done: { tone: 'running', word: 'done' },
  cached: { tone: 'created', word: 'cached' },
  failed: { tone: 'bad', word: 'failed' },
  cancelled: { tone: 'exited', word: 'cancelled' },
};

/** How far a task is, from 0 to 1; undefined while nobody knows. A task that succeeded is all the way. */
export function taskShare({ state, progress }: Pick<Task, 'state' | 'progress'>): number | undefined {
  if (state === 'succeeded') return 1;
  return progress && progress.total > 0 ? Math.min(1, progress.current / progress.total) : undefined;
}

/** How far a part is, from 0 to 1; undefined while nobody knows. */
export function partShare({ state, current, total }: TaskPart): number | undefined {
  if (state === 'done' || state === 'cached') return 1;
  if (state === 'waiting') return 0;
  return total !== undefined && total > 0 ? Math.min(1, (current ?? 0) / total) : undefined;
}

/** What a part says beside its bar: its words, and how many bytes of how many. */
export function partText({ state, text, current, total }: TaskPart): string {
  const words = text ?? partStates[state].word;
  if (state !== 'running' || current === undefined) return words;
  return `${words} ${formatBytes(current)}${total === undefined ? '' : ` of ${formatBytes(total)}`}`;
}
