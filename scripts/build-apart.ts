import type { BundleName } from './bundles.ts';
import { run } from './run.ts';

/**
 * Builds in a process that ends with it: whoever goes on beside the app would keep the bundler's memory, several hundred
 * MB, for as long as that runs. Rejects with what the bundler said.
 */
export async function buildApart(...names: readonly BundleName[]): Promise<void> {
  const { code, output } = await run(process.execPath, ['--import', 'tsx', 'scripts/build.ts', ...names]);
  if (code !== 0) throw new Error(`Gantry could not be built:\n${output.trim()}`);
}
