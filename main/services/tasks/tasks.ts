import { randomBytes } from 'node:crypto';
import type { Context, Service } from '../../../app/rpc/operation.ts';
import { problem } from '../../../app/rpc/problem.ts';
import type { StartedTask, Task, TaskKind, tasks } from '../../../app/tasks.ts';
import { LiveList } from '../../base/live.ts';
import { RunningTask, type TaskHandle, type TaskStart } from './task.ts';

export type { TaskHandle, TaskStart } from './task.ts';

/** Nobody reads faster than this, in ms; engines report progress hundreds of times a second. */
const coalesce = 100;
/** Ended tasks that are kept with their output. */
const mostEnded = 100;
/** How long the end waits for tasks to stop, in ms, if nobody says how long. */
const patience = 3000;

/** Runs everything long, apart from the page that asked for it, and tells all pages how it goes. */
export class Tasks implements Service<typeof tasks> {
  readonly #list = new LiveList<Task>();
  readonly #tasks = new Map<string, RunningTask>();
  readonly #ends = new Map<string, Promise<void>>();
  readonly #dirty = new Set<RunningTask>();
  #timer: NodeJS.Timeout | undefined;
  #disposed = false;

  constructor() {
    this.#list.replace([]);
  }

  /** Starts `run` and returns at once. What it throws is how the task failed, unless it was cancelled. */
  start(what: TaskStart, run: (task: TaskHandle) => Promise<void>): StartedTask {
    if (this.#disposed) throw problem('cancelled', 'gantry-closing');
    const task = new RunningTask(`t${randomBytes(16).toString('hex')}`, what, () => this.#changed(task));
    this.#tasks.set(task.id, task);
    this.#flush(task);
    this.#ends.set(
      task.id,
      task.run(run).then(() => this.#ended(task)),
    );
    return { task: task.id };
  }

  /** The task once it has ended. Rejects with `not-found` for one that is not kept. */
  async wait(id: string): Promise<Task> {
    const task = this.#find(id);
    await this.#ends.get(id);
    return task.task;
  }

  watch(_input: object, { signal }: Context) {
    return this.#list.read(signal);
  }

  output({ task }: { readonly task: string }, { signal }: Context) {
    return this.#find(task).output.read(signal);
  }

  async cancel({ task }: { readonly task: string }): Promise<void> {
    this.#find(task).cancel();
  }

  async forget({ tasks }: { readonly tasks: readonly string[] }): Promise<void> {
    this.#drop(tasks.filter((id) => this.#tasks.get(id)?.running === false));
  }

  /** Of every task that runs. */
  running(): readonly TaskKind[] {
    return [...this.#tasks.values()].filter(({ running }) => running).map(({ task }) => task.kind);
  }

  /** Cancels all that runs and waits up to `limit` ms for it to stop. Nothing starts after that. */
  async dispose(limit: number = patience): Promise<void> {
    this.#disposed = true;
    for (const task of this.#tasks.values()) if (task.running) task.cancel();
    let late: NodeJS.Timeout | undefined;
    const tooLong = new Promise<void>((resolve) => {
      late = setTimeout(resolve, limit);
    });
    await Promise.race([Promise.all(this.#ends.values()), tooLong]);
    clearTimeout(late);
    clearTimeout(this.#timer);
  }

  #find(id: string): RunningTask {
    const task = this.#tasks.get(id);
    if (!task) throw problem('not-found', 'task-forgotten');
    return task;
  }

  #changed(task: RunningTask): void {
    this.#dirty.add(task);
    this.#timer ??= setTimeout(() => this.#flushAll(), coalesce);
  }

  #flushAll(): void {
    this.#timer = undefined;
    const changed = [...this.#dirty].filter(({ id }) => this.#tasks.has(id));
    this.#dirty.clear();
    this.#list.merge(changed.map(({ task }) => task));
  }

  #flush(task: RunningTask): void {
    this.#dirty.delete(task);
    this.#list.merge([task.task]);
  }

  /** Ends are told at once, and old ones make room. */
  #ended(task: RunningTask): void {
    this.#ends.delete(task.id);
    this.#flush(task);
    const ended = [...this.#tasks.values()].filter(({ running }) => !running);
    this.#drop(ended.slice(0, Math.max(0, ended.length - mostEnded)).map(({ id }) => id));
  }

  #drop(ids: readonly string[]): void {
    for (const id of ids) this.#tasks.delete(id);
    this.#list.merge([], ids);
  }
}

/** See `Tasks`. */
export function createTasks(): Tasks {
  return new Tasks();
}
