import type { EngineId } from '../../../app/engines/engine.ts';
import { problem, toProblem } from '../../../app/rpc/problem.ts';
import type { Task, TaskKind, TaskNote, TaskPart, TaskProgress, TaskState } from '../../../app/tasks.ts';
import { type Saying, saying } from '../../../app/text/sayings.ts';
import { OutputRing } from './task-output.ts';

/** What a task is, before it runs. */
export interface TaskStart {
  readonly kind: TaskKind;
  readonly title: Saying;
  readonly engine: EngineId;
  /** What it works on: an image reference, a project, a folder. */
  readonly subject: string;
  /** The equivalent docker command line. */
  readonly cli?: string;
}

/** What the code of a task tells about itself while it runs. Nothing said after its end is heard. */
export interface TaskHandle {
  readonly id: string;
  /** Aborts on cancel and at the app's end. */
  readonly signal: AbortSignal;
  /**
   * Adds or changes a part. A new one's label is its id until it has another, and its state `running`. Its times follow
   * from its state where they are not given. Beyond 1,200 parts, new ones are not kept.
   */
  part(id: string, patch: Partial<Omit<TaskPart, 'id'>>): void;
  /** How far the whole is; from then on parts do not count. */
  progress(current: number, total: number): void;
  /** What goes on, in one line. */
  say(saying: Saying): void;
  /** A line of output, or several, that a part printed. */
  print(text: string, part?: string): void;
  /** A line of our own among the output. */
  note(note: TaskNote): void;
  /** What goes on although the task was cancelled: said in place of that it was. */
  leave(saying: Saying): void;
  /** Adds to what the task answers. */
  result(values: Readonly<Record<string, string | number | boolean>>): void;
}

/** An image has at most 127 layers, a big build a thousand steps, and some beside them. */
const mostParts = 1_200;

/** One task from its start to its end, and after. */
export class RunningTask implements TaskHandle {
  readonly id: string;
  readonly output = new OutputRing();
  readonly #abort = new AbortController();
  readonly #what: TaskStart;
  readonly #changed: () => void;
  readonly #started = Date.now();
  readonly #parts = new Map<string, TaskPart>();
  #state: TaskState = 'running';
  #text: Saying | undefined;
  #left: Saying | undefined;
  #ending: Pick<Task, 'ended' | 'problem'> = {};
  #progress: TaskProgress | undefined;
  #result: Task['result'];

  /** `changed` is called whenever `task` would be another one. */
  constructor(id: string, what: TaskStart, changed: () => void) {
    this.id = id;
    this.#what = what;
    this.#changed = changed;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get running(): boolean {
    return this.#state === 'running';
  }

  /** The task as it is now. */
  get task(): Task {
    const progress = this.#progress ?? progressOf(this.#parts.values());
    return {
      id: this.id,
      ...this.#what,
      state: this.#state,
      started: this.#started,
      ...(this.#text ? { text: this.#text } : {}),
      parts: [...this.#parts.values()],
      ...(progress ? { progress } : {}),
      ...(this.#result ? { result: this.#result } : {}),
      ...this.#ending,
    };
  }

  part(id: string, patch: Partial<Omit<TaskPart, 'id'>>): void {
    if (!this.running) return;
    const before = this.#parts.get(id);
    if (!before && this.#parts.size >= mostParts) return;
    this.#parts.set(id, timed({ ...(before ?? { id, label: id, state: 'running' }), ...patch }));
    this.#changed();
  }

  progress(current: number, total: number): void {
    if (!this.running) return;
    this.#progress = { current, total };
    this.#changed();
  }

  say(saying: Saying): void {
    if (!this.running) return;
    this.#text = saying;
    this.#changed();
  }

  print(text: string, part?: string): void {
    if (this.running) this.output.print(text, part);
  }

  leave(saying: Saying): void {
    this.#left = saying;
  }

  note(note: TaskNote): void {
    if (this.running) this.output.add(note);
  }

  result(values: Readonly<Record<string, string | number | boolean>>): void {
    if (!this.running) return;
    this.#result = { ...this.#result, ...values };
    this.#changed();
  }

  cancel(): void {
    this.#abort.abort(problem('cancelled', 'cancelled'));
  }

  /** Runs to the end, whatever that is; never rejects. */
  async run(work: (task: TaskHandle) => Promise<void>): Promise<void> {
    try {
      await work(this);
      this.#end('succeeded', this.#text ?? saying('done'));
    } catch (error) {
      const problem = toProblem(error);
      if (this.signal.aborted) this.#end('cancelled', this.#left ?? saying('cancelled'));
      else this.#end('failed', undefined, { problem });
    }
  }

  #end(state: TaskState, text: Saying | undefined, more: Pick<Task, 'problem'> = {}): void {
    const ended = Date.now();
    const partState = state === 'succeeded' ? 'done' : 'cancelled';
    for (const part of this.#parts.values()) {
      if (part.state === 'running' || part.state === 'waiting') {
        this.#parts.set(part.id, timed({ ...part, state: partState }));
      }
    }
    this.#state = state;
    this.#text = text;
    this.#ending = { ended, ...more };
    this.output.end();
    this.#changed();
  }
}

/** The part with the times that its state implies, unless it has them. */
function timed(part: TaskPart): TaskPart {
  if (part.state === 'running') return part.started === undefined ? { ...part, started: Date.now() } : part;
  if (part.state === 'waiting' || part.started === undefined || part.ended !== undefined) return part;
  return { ...part, ended: Date.now() };
}

/**
 * The parts with a known size taken together; finished ones count whole. A part that has not told its size yet counts
 * as large as the others are on average, so that the whole is not at its end before that part has begun.
 */
function progressOf(parts: Iterable<TaskPart>): TaskProgress | undefined {
  let current = 0;
  let total = 0;
  let sized = 0;
  let unsized = 0;
  for (const part of parts) {
    const whole = part.state === 'done' || part.state === 'cached';
    if (part.total === undefined || part.total <= 0) {
      if (!whole) unsized += 1;
      continue;
    }
    sized += 1;
    total += part.total;
    current += whole ? part.total : Math.min(part.current ?? 0, part.total);
  }
  return total > 0 ? { current, total: Math.round(total * (1 + unsized / sized)) } : undefined;
}
