import { fileURLToPath } from 'node:url';
import { forkUtility } from '../../processes/fork.ts';
import { type JobLimits, UtilityJobs } from '../../processes/utility-jobs.ts';
import type { utilityJobs } from './jobs.ts';

/** The program of utility processes from source, for tests. */
export const utilitySource = fileURLToPath(new URL('./program.source.mjs', import.meta.url));

/** Real utility processes, for tests. */
export function utilityFromSource(limits: Partial<JobLimits> = {}): UtilityJobs<typeof utilityJobs> {
  return new UtilityJobs(forkUtility(utilitySource), limits);
}
