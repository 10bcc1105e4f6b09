import type { Task, TaskPart, TaskPartState, TaskState } from '../../../app/tasks.ts';
import type { StateTone } from '../../ui/marks/StateDot.tsx';
import { formatBytes } from '../../words/amounts.ts';
import { partLineOf } from '../../words/tasks.ts';
import { words } from '../../words/words.ts';

const { states, partStates: parts } = words.activity;

/** Shape, colour and word of each state of a task. */
export const taskStates: Readonly<Record<TaskState, { readonly tone: StateTone; readonly word: string }>> = {
  running: { tone: 'busy', word: states.running },
  succeeded: { tone: 'running', word: states.succeeded },
  failed: { tone: 'bad', word: states.failed },
  cancelled: { tone: 'exited', word: states.cancelled },
};

/** Shape, colour and word of each state of a part. */
export const partStates: Readonly<Record<TaskPartState, { readonly tone: StateTone; readonly word: string }>> = {
  waiting: { tone: 'exited', word: parts.waiting },
  running: { tone: 'busy', word: parts.running },
  done: { tone: 'running', word: parts.done },
  cached: { tone: 'created', word: parts.cached },
  failed: { tone: 'bad', word: parts.failed },
  cancelled: { tone: 'exited', word: parts.cancelled },
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
export function partText(part: TaskPart): string {
  const { state, current, total } = part;
  const said = partLineOf(part) ?? partStates[state].word;
  if (state !== 'running' || current === undefined) return said;
  const bytes = formatBytes(current);
  if (total === undefined) return words.activity.partBytes({ said, bytes });
  return words.activity.partBytesOf({ said, bytes, all: formatBytes(total) });
}
