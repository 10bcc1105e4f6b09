import type { GantryServices } from '../../../app/contract.ts';
import { ProblemError, problem } from '../../../app/rpc/problem.ts';
import { JobLost, type JobRunner } from '../../processes/utility.ts';
import { whyLost } from '../../processes/why-lost.ts';
import type { ContextJobs } from './jobs.ts';

/** Build contexts as a build would be sent them. What goes through a folder runs in a process of its own. */
export function createContexts(jobs: JobRunner<ContextJobs>): GantryServices['contexts'] {
  return {
    survey: async (question, { signal }) => {
      const found = await surveyed(jobs, question, signal);
      if ('problem' in found) throw new ProblemError(found.problem);
      return found.survey;
    },
  };
}

async function surveyed(
  jobs: JobRunner<ContextJobs>,
  question: Parameters<ContextJobs['surveyContext']>[0],
  signal: AbortSignal,
): Promise<ReturnType<ContextJobs['surveyContext']>> {
  try {
    return await jobs.run('surveyContext', question, signal);
  } catch (error) {
    if (!(error instanceof JobLost)) throw error;
    throw problem('timeout', 'context-not-surveyed', { because: whyLost[error.why] });
  }
}
