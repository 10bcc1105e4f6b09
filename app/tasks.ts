import * as z from 'zod/mini';
import type { EngineId } from './engines/engine.ts';
import type { ListChange } from './rpc/live.ts';
import { call, stream } from './rpc/operation.ts';
import type { Cause, Problem } from './rpc/problem.ts';
import type { Saying } from './text/sayings.ts';

export const TaskId = z.string().check(z.regex(/^t[0-9a-f]{32}$/));

export const taskKinds = [
  'pull',
  'push',
  'build',
  'compose',
  'save',
  'export',
  'commit',
  'edit',
  'recreate',
  'load',
  'copy',
  'prune',
  'run',
  'start',
  'upload',
  'download',
] as const;
export type TaskKind = (typeof taskKinds)[number];

export const taskStates = ['running', 'succeeded', 'failed', 'cancelled'] as const;
export type TaskState = (typeof taskStates)[number];

export const taskPartStates = ['waiting', 'running', 'done', 'cached', 'failed', 'cancelled'] as const;
export type TaskPartState = (typeof taskPartStates)[number];

/** A piece of a task that goes on beside others: a layer, a build step, a compose service. */
export interface TaskPart {
  readonly id: string;
  readonly label: string;
  readonly state: TaskPartState;
  /** Bytes, where known. */
  readonly current?: number;
  /** Bytes, where known. */
  readonly total?: number;
  /** ms since the epoch. */
  readonly started?: number;
  /** ms since the epoch. */
  readonly ended?: number;
  /** Short words, e.g. what an engine calls `Downloading`. */
  readonly text?: Saying;
  /** Why it failed. */
  readonly problem?: Cause;
  /** Of a step of a build: where it is in the Dockerfile, from 1, if anywhere, and the parts that it waits for. */
  readonly step?: { readonly line?: number; readonly after?: readonly string[] };
}

/** How far the whole of a task is, in a unit of its own. */
export interface TaskProgress {
  readonly current: number;
  readonly total: number;
}

/** Something long that runs in the host, whether a page looks or not. */
export interface Task {
  readonly id: string;
  readonly kind: TaskKind;
  readonly title: Saying;
  readonly engine: EngineId;
  /** What it works on: an image reference, a project, a folder. */
  readonly subject: string;
  readonly state: TaskState;
  /** ms since the epoch. */
  readonly started: number;
  /** ms since the epoch. */
  readonly ended?: number;
  /** Absent while unknown. */
  readonly progress?: TaskProgress;
  /** What goes on, or how it ended where no problem says it; absent before there is anything to say. */
  readonly text?: Saying;
  /** At most 1,200. */
  readonly parts: readonly TaskPart[];
  /** Why it failed. */
  readonly problem?: Problem;
  /** The slice's own, e.g. `{ image: 'sha256:…', cached: 4 }`. */
  readonly result?: Readonly<Record<string, string | number | boolean>>;
  /** The equivalent docker command line. */
  readonly cli?: string;
}

/** A line of our own among what a task printed: what is so, or why, or both. */
export interface TaskNote {
  readonly part?: string;
  readonly saying?: Saying;
  readonly cause?: Cause;
}

/** A line that a task printed, and the part that printed it. */
export type TaskLine = { readonly part?: string; readonly text: string } | TaskNote;

/** A step of a task's output; with `reset` it replaces what the reader has. */
export interface TaskOutput {
  readonly reset: boolean;
  readonly lines: readonly TaskLine[];
  /** How many lines before these are kept no more, since the task began (with `reset`) or since the last step. */
  readonly dropped: number;
}

/** What every call that starts a task answers. */
export interface StartedTask {
  readonly task: string;
}

export const tasks = {
  /** Those that run and the last 100 that ended, of every engine. */
  watch: stream('safe', z.object({})).of<ListChange<Task>>(),
  /** All output that is kept, then each new line; ends when the task has ended. */
  output: stream('safe', z.object({ task: TaskId })).of<TaskOutput>(),
  /** Asks a running task to stop; does nothing to one that ended. Safe: it begins nothing. */
  cancel: call('safe', z.object({ task: TaskId })).returns<void>(),
  /** Drops ended tasks and their output; those that run stay. */
  forget: call('safe', z.object({ tasks: z.array(TaskId).check(z.maxLength(1000)) })).returns<void>(),
};
