import type { Worker } from 'node:worker_threads';
import type { LogQuery } from '../../../../app/logs.ts';
import { cause, inShort, type Problem, toProblem } from '../../../../app/rpc/problem.ts';
import type { SearchAnswer, SearchedPart, SearchOrder } from './search-job.ts';

/** How often it is looked whether the worker gets on, in ms … */
const beat = 250;
/** … and how often it may not have: a part takes some milliseconds, so after two seconds it never ends. */
const mostBeats = 8;
/** A worker that is not needed for so long, in ms, is ended; the next one is there in a few tens. */
const idle = 60_000;

const tooSlow: Problem = {
  code: 'timeout',
  ...cause('pattern-too-slow'),
};

interface Job {
  readonly search: number;
  readonly part: SearchedPart;
  readonly resolve: (found: Uint32Array | undefined) => void;
  readonly reject: (error: SearchFailed) => void;
}

/** Ends a search; all others go on. */
export class SearchFailed extends Error {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(inShort(problem));
    this.problem = problem;
  }
}

/** Runs all searches in one worker thread, and in another when a pattern has got that one stuck. */
export class SearchRunner {
  readonly #start: () => Worker;
  readonly #queries = new Map<number, LogQuery>();
  /** In the order in which the worker takes them. */
  readonly #jobs = new Map<number, Job>();
  #worker: Worker | undefined;
  #ready = false;
  #next = 0;
  #beats = 0;
  #timer: NodeJS.Timeout | undefined;
  #idle: NodeJS.Timeout | undefined;

  constructor(start: () => Worker) {
    this.#start = start;
  }

  /** Makes a query known (it is valid); returns the number that it is run by. */
  begin(query: LogQuery): number {
    const search = this.#next++;
    this.#queries.set(search, query);
    if (this.#worker) this.#tell({ kind: 'begin', search, query });
    return search;
  }

  /** Matches one part: a bit for each row; undefined if the part cannot be read. Rejects with SearchFailed. */
  run(search: number, part: SearchedPart): Promise<Uint32Array | undefined> {
    return new Promise((resolve, reject) => {
      const job = this.#next++;
      this.#jobs.set(job, { search, part, resolve, reject });
      clearTimeout(this.#idle);
      if (this.#worker) this.#tell({ kind: 'part', job, search, part });
      else this.#begin();
      this.#timer ??= setInterval(() => this.#beat(), beat).unref();
    });
  }

  /** Forgets a query; what still runs of it is answered with nothing. */
  end(search: number): void {
    if (!this.#queries.delete(search)) return;
    for (const [id, job] of this.#jobs) {
      if (job.search !== search) continue;
      job.resolve(undefined);
      // The worker is at the first one or will be: it must be missed if it gets stuck.
      this.#jobs.set(id, { ...job, resolve: () => undefined, reject: () => undefined });
    }
    if (this.#worker) this.#tell({ kind: 'end', search });
  }

  dispose(): void {
    for (const search of this.#queries.keys()) this.end(search);
    this.#stop();
  }

  #tell(order: SearchOrder): void {
    this.#worker?.postMessage(order);
  }

  /** Starts a worker with all that there is to do. */
  #begin(): void {
    this.#beats = 0;
    this.#ready = false;
    let worker: Worker;
    try {
      worker = this.#start();
    } catch (error) {
      this.#failAll(toProblem(error));
      return;
    }
    this.#worker = worker;
    // It never keeps the process from ending.
    worker.unref();
    worker.on('message', (answer: SearchAnswer) => this.#heard(worker, answer));
    worker.on('error', (error) => this.#lost(worker, toProblem(error)));
    worker.on('exit', () => this.#lost(worker, toProblem(new Error('The thread that searches has ended.'))));
    for (const [search, query] of this.#queries) this.#tell({ kind: 'begin', search, query });
    for (const [job, { search, part }] of this.#jobs) this.#tell({ kind: 'part', job, search, part });
  }

  #heard(worker: Worker, answer: SearchAnswer): void {
    if (worker !== this.#worker) return;
    this.#beats = 0;
    this.#ready = true;
    if (answer.kind === 'ready') return;
    const job = this.#jobs.get(answer.job);
    this.#jobs.delete(answer.job);
    job?.resolve(answer.found);
    if (this.#jobs.size > 0) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#stop(), idle).unref();
  }

  /** Counts beats and not time: while this process did not run, the worker may not have either. */
  #beat(): void {
    if (!this.#worker || !this.#ready || this.#jobs.size === 0 || ++this.#beats < mostBeats) return;
    this.#lost(this.#worker, tooSlow);
  }

  /** The worker is stuck or has failed. Whose part that was is told; another worker does the rest. */
  #lost(worker: Worker, problem: Problem): void {
    if (worker !== this.#worker) return;
    const ready = this.#ready;
    this.#stop();
    const [first] = this.#jobs.values();
    if (!ready) this.#failAll(problem);
    else if (first) this.#fail(first.search, problem);
    if (this.#jobs.size > 0) this.#begin();
  }

  #failAll(problem: Problem): void {
    for (const search of new Set([...this.#jobs.values()].map((job) => job.search))) this.#fail(search, problem);
  }

  #fail(search: number, problem: Problem): void {
    this.#queries.delete(search);
    for (const [id, job] of this.#jobs) {
      if (job.search !== search) continue;
      this.#jobs.delete(id);
      job.reject(new SearchFailed(problem));
    }
  }

  #stop(): void {
    const worker = this.#worker;
    this.#worker = undefined;
    clearTimeout(this.#idle);
    void worker?.terminate();
  }
}
