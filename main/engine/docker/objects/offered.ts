import type { Told } from '../../../../app/reasons/engine.ts';
import { ProblemError, problem } from '../../../../app/rpc/problem.ts';

/**
 * Runs a request about the engine itself, which any may do without: where it does not know the path, it does not tell
 * `what`. No object is missing then.
 */
export async function offered<T>(what: Told, run: Promise<T>): Promise<T> {
  try {
    return await run;
  } catch (error) {
    if (!(error instanceof ProblemError) || error.problem.code !== 'not-found') throw error;
    const { detail } = error.problem;
    throw problem('unsupported', 'engine-tells-not', { params: { what }, ...(detail === undefined ? {} : { detail }) });
  }
}
