import { composeJobs } from '../compose/jobs.ts';

/** All that a library does with what people did not write in Gantry, by name. Only utility processes load this. */
export const utilityJobs = { ...composeJobs };
