import { join } from 'node:path';

/** The program of the thread that searches logs: beside the host's bundle as it is built, or here, run from source. */
export const searchProgram = import.meta.url.endsWith('.ts')
  ? join(import.meta.dirname, 'search-worker.source.mjs')
  : join(import.meta.dirname, '../log-search/worker.cjs');
