import type { Task, TaskLine, TaskPart } from '../../app/tasks.ts';
import type { Saying } from '../../app/text/sayings.ts';
import { filled } from './language/fill.ts';
import { said, saidWithDetail } from './problems.ts';
import { words } from './words.ts';

/** What a task is called. */
export function titleOf({ title }: Pick<Task, 'title'>): string {
  return worded(title);
}

/** One line on what goes on, or how it ended; '' before there is anything to say. */
export function lineOf({ text, problem }: Pick<Task, 'text' | 'problem'>): string {
  if (problem) return said(problem);
  return text ? worded(text) : '';
}

/** What a part says, or why it failed; undefined where there is nothing but its state. */
export function partLineOf({ text, problem }: Pick<TaskPart, 'text' | 'problem'>): string | undefined {
  if (problem) return said(problem);
  return text && worded(text);
}

/** A line of a task's output. */
export function outputLineOf(line: TaskLine): string {
  if ('text' in line) return line.text;
  const { saying, cause } = line;
  if (!saying) return cause ? saidWithDetail(cause) : '';
  return cause ? `${worded(saying)}: ${said(cause)}` : worded(saying);
}

/** What comes over the wire may name anything. */
function worded({ id, params }: Saying): string {
  return Object.hasOwn(words.tasks, id) ? filled(words.tasks[id], params) : id;
}
