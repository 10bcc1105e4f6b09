// Starts a job that never ends and says in which process; the test beside it then kills this one.
import { fileURLToPath } from 'node:url';
import { tsImport } from 'tsx/esm/api';

const { forkUtility } = await tsImport('./fork.ts', import.meta.url);
const { UtilityJobs } = await tsImport('./utility-jobs.ts', import.meta.url);

const jobs = new UtilityJobs(forkUtility(fileURLToPath(new URL('./hostile-jobs.source.mjs', import.meta.url))));
const { signal } = new AbortController();
const pid = await jobs.run('pid', undefined, signal);
void jobs.run('spin', undefined, signal);
process.stdout.write(`${pid}\n`);
setInterval(() => undefined, 1000);
