import type { Worker } from 'node:worker_threads';
import { startThread } from '../../processes/thread.ts';

/** A hostile pattern must not take the whole process with it, in MiB. */
const memory = 256;

/** Starts the worker's program: `log-search/worker.cjs` as it is built, or from source `search-worker.source.mjs`. */
export function startSearchThread(program: string): Worker {
  return startThread(program, memory);
}
