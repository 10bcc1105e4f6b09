import { forecastJobs } from '../builds/forecast/jobs.ts';
import { composeJobs } from '../compose/jobs.ts';
import { contextJobs } from '../contexts/jobs.ts';

/** All that is done with what people did not write in Gantry and may not come to its end, by name. Only utility processes load this. */
export const utilityJobs = { ...composeJobs, ...contextJobs, ...forecastJobs };
