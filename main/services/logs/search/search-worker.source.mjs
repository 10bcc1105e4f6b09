// Runs the worker from source, for tests and benchmarks; `scripts/bundles.ts` builds what is shipped.
import { tsImport } from 'tsx/esm/api';

await tsImport('./search-worker.ts', import.meta.url);
