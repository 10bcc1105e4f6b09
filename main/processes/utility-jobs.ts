import type { JobRunner, Jobs, StartUtility } from './utility.ts';
import { UtilityWorker } from './utility-worker.ts';

/** Jobs that may run at once; others wait. Each may cost a core and the memory of a process. */
const mostAtOnce = 3;
/** How long a process without work is kept for the next job, in ms: people type with pauses. */
const idleTime = 60_000;

export interface JobLimits {
  /** A job that takes longer, in ms, is lost. */
  readonly job: number;
  /** A process that is not ready after so long, in ms, never will be: a busy machine starts one in a few seconds. */
  readonly start: number;
}

const defaultLimits: JobLimits = { job: 6000, start: 20_000 };

/**
 * Runs jobs in utility processes, one at a time in each. One process is kept warm for the next job. A job that is
 * cancelled, fails to answer in time or kills its process takes only that process with it.
 */
export class UtilityJobs<J extends Jobs> implements JobRunner<J> {
  readonly #start: StartUtility;
  readonly #limits: JobLimits;
  readonly #busy = new Set<UtilityWorker>();
  /** Those who wait for one of the others to be done, in order. */
  readonly #queue: (() => void)[] = [];
  #idle: UtilityWorker | undefined;
  #idleTimer: NodeJS.Timeout | undefined;
  #running = 0;

  constructor(start: StartUtility, limits: Partial<JobLimits> = {}) {
    this.#start = start;
    this.#limits = { ...defaultLimits, ...limits };
  }

  async run<N extends keyof J & string>(
    job: N,
    input: Parameters<J[N]>[0],
    signal: AbortSignal,
  ): Promise<Awaited<ReturnType<J[N]>>> {
    signal.throwIfAborted();
    await this.#turn();
    try {
      signal.throwIfAborted();
      const output = await this.#runIn(this.#take(), { job, input }, signal);
      return output as Awaited<ReturnType<J[N]>>;
    } finally {
      this.#running -= 1;
      this.#queue.shift()?.();
    }
  }

  /** Ends every process; what runs is lost. */
  dispose(): void {
    for (const worker of this.#busy) worker.kill();
    this.#drop();
  }

  async #turn(): Promise<void> {
    if (this.#running >= mostAtOnce) await new Promise<void>((resolve) => this.#queue.push(resolve));
    this.#running += 1;
  }

  async #runIn(worker: UtilityWorker, order: { job: string; input: unknown }, signal: AbortSignal): Promise<unknown> {
    this.#busy.add(worker);
    try {
      return await worker.work(order, signal, this.#limits);
    } finally {
      this.#busy.delete(worker);
      this.#keep(worker);
    }
  }

  #take(): UtilityWorker {
    const idle = this.#idle;
    clearTimeout(this.#idleTimer);
    this.#idle = undefined;
    return idle?.lives ? idle : new UtilityWorker(this.#start());
  }

  #keep(worker: UtilityWorker): void {
    if (!worker.lives) return;
    this.#drop();
    this.#idle = worker;
    this.#idleTimer = setTimeout(() => this.#drop(), idleTime).unref();
  }

  #drop(): void {
    clearTimeout(this.#idleTimer);
    this.#idle?.kill();
    this.#idle = undefined;
  }
}
