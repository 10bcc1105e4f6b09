/**
 * A utility process runs a library on what people did not write in Gantry, where it can neither block nor kill main: V8
 * itself may abort on such text, which no thread survives. Hosts start it, each in its own way (`StartUtility`).
 */
export interface UtilityProcess {
  /** Sends a value that can be cloned. To a process that is gone it goes nowhere. */
  post(message: unknown): void;
  onMessage(receive: (message: unknown) => void): void;
  /** It ended, was killed, or could not be started; called at most once, never before this has returned. */
  onExit(exited: () => void): void;
  /** Ends it at once, whatever it does. */
  kill(): void;
}

/** Starts one; never throws. It ends by itself when this process is gone, and never keeps this process from ending. */
export type StartUtility = () => UtilityProcess;

/** What main tells a utility process: one job at a time. */
export interface JobOrder {
  readonly job: string;
  readonly input: unknown;
}

/** What it answers. `ready` comes once, at first; a job that threw has `failed` with why. */
export type JobAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly output: unknown }
  | { readonly kind: 'failed'; readonly message: string };

/** The jobs of a program, by name. Inputs and outputs can be cloned. */
export type Jobs = Readonly<Record<string, (input: never) => unknown>>;

/** Runs jobs elsewhere; see `UtilityJobs`. */
export interface JobRunner<J extends Jobs> {
  /**
   * The job's output. Rejects with JobLost when the process died of it or it took too long, with the signal's reason
   * when that aborts, and with an Error of the job's message when the job threw.
   */
  run<N extends keyof J & string>(
    job: N,
    input: Parameters<J[N]>[0],
    signal: AbortSignal,
  ): Promise<Awaited<ReturnType<J[N]>>>;
}

/** A job that no answer will come of. */
export class JobLost extends Error {
  readonly why: 'died' | 'late' | 'not-started';

  constructor(why: JobLost['why']) {
    super(`A job in a utility process is lost: ${why}.`);
    this.name = 'JobLost';
    this.why = why;
  }
}

/** The environment of utility processes: what a runtime needs to start, and nothing else that the person's holds. */
export function utilityEnvironment(env: NodeJS.ProcessEnv): Record<string, string> {
  const names = ['LD_LIBRARY_PATH', 'HOME', 'LANG', 'TMPDIR', 'SystemRoot', 'TEMP', 'TMP', 'USERPROFILE', 'APPDATA'];
  return Object.fromEntries(names.flatMap((name) => (env[name] === undefined ? [] : [[name, env[name]]])));
}
