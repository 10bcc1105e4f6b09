import { type Cause, toProblem } from '../../../app/rpc/problem.ts';
import type { Saying } from '../../../app/text/sayings.ts';

/** Taking something back must come to an end, even at an engine that hangs, in ms. */
const undoTime = 30_000;

/** A part of what is done as a whole or not at all. */
export interface Step<T> {
  /** Leaves nothing behind where it rejects. One that must not be cut short heeds no signal. */
  readonly do: () => Promise<T>;
  /** Absent where there is nothing to take back. */
  readonly undo?: {
    readonly run: (done: T, signal: AbortSignal) => Promise<void>;
    /** What is so if it fails. */
    readonly failure: Saying;
  };
}

/** Does a step and answers with what it gave. Rejects, without beginning it, when all was cancelled. */
export type DoStep = <T>(step: Step<T>) => Promise<T>;

/**
 * Does steps, one after the other. When one fails or `signal` aborts before the last of them, what was done is undone,
 * the last first, and it rejects with why.
 * @param tell is told of each undoing that failed, and why; those before it are undone all the same
 */
export async function allOrNothing<T>(
  signal: AbortSignal,
  tell: (failure: Saying, cause: Cause) => void,
  work: (step: DoStep) => Promise<T>,
): Promise<T> {
  const undos: (() => Promise<void>)[] = [];
  const step: DoStep = async ({ do: run, undo }) => {
    signal.throwIfAborted();
    const done = await run();
    if (undo) {
      undos.push(async () => {
        try {
          await undo.run(done, AbortSignal.timeout(undoTime));
        } catch (error) {
          const { reason, params } = toProblem(error);
          tell(undo.failure, { reason, params });
        }
      });
    }
    return done;
  };
  try {
    return await work(step);
  } catch (error) {
    for (const undo of undos.toReversed()) await undo();
    throw error;
  }
}
