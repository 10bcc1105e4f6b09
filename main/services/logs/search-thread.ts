import { readFileSync } from 'node:fs';
import { Worker } from 'node:worker_threads';

/** Starts the worker's program: `log-search/worker.cjs` as it is built, or from source `search-worker.source.mjs`. */
export function startSearchThread(program: string): Worker {
  // A hostile pattern must not take the whole process with it.
  const options = { resourceLimits: { maxOldGenerationSizeMb: 256 } };
  if (!program.endsWith('.cjs')) return new Worker(program, options);
  // As text, because a thread cannot be started from within an archive, and nothing vouches for what lies outside of it.
  return new Worker(readFileSync(program, 'utf8'), { ...options, eval: true });
}
