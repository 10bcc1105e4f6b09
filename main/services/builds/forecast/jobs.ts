import { compareFiles, type FileAnswer, type FileQuestion } from './file-job.ts';

/** What reads all that a build copies; only utility processes load this. */
export const forecastJobs = {
  compareFiles: (question: FileQuestion): FileAnswer => compareFiles(question),
};

export type ForecastJobs = typeof forecastJobs;
