import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { startThread } from '../../../processes/thread.ts';

/** A hostile pattern must not take the whole process with it, in MiB. */
const memory = 256;

/** Whether the program starts and says so within `limit` ms: what an installed copy checks of itself. */
export async function searchThreadStarts(program: string, limit: number): Promise<boolean> {
  try {
    const worker = startSearchThread(program);
    const [answer]: unknown[] = await once(worker, 'message', { signal: AbortSignal.timeout(limit) });
    await worker.terminate();
    return typeof answer === 'object' && answer !== null && 'kind' in answer && answer.kind === 'ready';
  } catch {
    return false;
  }
}

/** Starts the worker's program: `log-search/worker.cjs` as it is built, or from source `search-worker.source.mjs`. */
export function startSearchThread(program: string): Worker {
  return startThread(program, memory);
}
