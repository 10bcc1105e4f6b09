import { type JobAnswer, JobLost, type JobOrder, type UtilityProcess } from './utility.ts';
import type { JobLimits } from './utility-jobs.ts';

interface Waiting {
  resolve(output: unknown): void;
  reject(reason: unknown): void;
  /** Called when the process is ready, if it was not when the job came. */
  started(): void;
}

/** One utility process and the job that it has, if any. */
export class UtilityWorker {
  readonly #process: UtilityProcess;
  #ready = false;
  #lives = true;
  #waiting: Waiting | undefined;

  constructor(process: UtilityProcess) {
    this.#process = process;
    process.onMessage((message) => this.#heard(message as JobAnswer));
    process.onExit(() => {
      this.#lives = false;
      this.#waiting?.reject(new JobLost(this.#ready ? 'died' : 'not-started'));
    });
  }

  /** Whether it can do another job. */
  get lives(): boolean {
    return this.#lives;
  }

  kill(): void {
    this.#lives = false;
    this.#waiting?.reject(new JobLost('died'));
    this.#process.kill();
  }

  /** Does one job; the one before has to be settled. Rejects as `JobRunner.run`. */
  async work(order: JobOrder, signal: AbortSignal, limits: JobLimits): Promise<unknown> {
    if (!this.#lives) throw new JobLost('died');
    let timer: NodeJS.Timeout | undefined;
    let cancel = () => {};
    const lose = (reason: unknown) => {
      this.#waiting?.reject(reason);
      this.kill();
    };
    try {
      return await new Promise<unknown>((resolve, reject) => {
        // Not before: what a process dies of before it is ready is no job's fault.
        const started = () => {
          clearTimeout(timer);
          this.#process.post(order);
          timer = setTimeout(() => lose(new JobLost('late')), limits.job);
        };
        this.#waiting = { resolve, reject, started };
        cancel = () => lose(signal.reason);
        signal.addEventListener('abort', cancel, { once: true });
        if (this.#ready) started();
        else timer = setTimeout(() => lose(new JobLost('not-started')), limits.start);
      });
    } finally {
      this.#waiting = undefined;
      clearTimeout(timer);
      signal.removeEventListener('abort', cancel);
    }
  }

  #heard(answer: JobAnswer): void {
    if (answer.kind === 'ready') {
      this.#ready = true;
      this.#waiting?.started();
    } else if (answer.kind === 'done') this.#waiting?.resolve(answer.output);
    else this.#waiting?.reject(new Error(answer.message));
  }
}
