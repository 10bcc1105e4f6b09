// A program of jobs that are no good, for the tests beside it.
import { tsImport } from 'tsx/esm/api';

const { serveJobs } = await tsImport('./serve-jobs.ts', import.meta.url);

serveJobs({
  echo: (input) => input,
  pid: () => process.pid,
  environment: () => Object.keys(process.env),
  fail: () => {
    throw new Error('on purpose');
  },
  spin: () => {
    for (;;);
  },
  backtrack: () => /^(a+)+$/.test(`${'a'.repeat(60)}b`),
  eat: () => {
    for (const all = []; ; ) all.push(Array.from({ length: 100_000 }, (_, n) => ({ n })));
  },
  abort: () => process.kill(process.pid, 'SIGABRT'),
});
