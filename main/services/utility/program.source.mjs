// Runs the utility process from source, for tests and benchmarks; `scripts/bundles.ts` builds what is shipped.
import { tsImport } from 'tsx/esm/api';

await tsImport('./program.ts', import.meta.url);
