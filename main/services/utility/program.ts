import { serveJobs } from '../../processes/serve-jobs.ts';
import { utilityJobs } from './jobs.ts';

serveJobs(utilityJobs);
