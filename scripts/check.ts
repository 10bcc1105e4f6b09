import { fileURLToPath } from 'node:url';
import { run } from './run.ts';

/** Everything that needs no engine and no browser and is done in under a minute. */
const steps: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['types: app', 'tsc', '-p', 'app'],
  ['types: main', 'tsc', '-p', 'main'],
  ['types: preload', 'tsc', '-p', 'main/hosts/electron/tsconfig.preload.json'],
  ['types: renderer', 'tsc', '-p', 'renderer'],
  ['types: tests and scripts', 'tsc', '-p', 'e2e'],
  ['format', 'biome', 'ci', '--error-on-warnings', '--colors=off', '.'],
  [
    'lint, import rules, cycles',
    'oxlint',
    '--type-aware',
    '--deny-warnings',
    '--report-unused-disable-directives',
    '.',
  ],
  ['unused code', 'knip', '--no-progress'],
  ['shape: folders and figures', 'tsx', 'scripts/shape.ts'],
];

export interface Step {
  readonly name: string;
  readonly passed: boolean;
}

/** Runs every step, prints what failed, and says how each went. */
export async function check(): Promise<readonly Step[]> {
  const results: Step[] = [];
  for (const [name, command, ...args] of steps) {
    const started = performance.now();
    const { code, output } = await run(command, args, { env: { NO_COLOR: '1' } });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`${code === 0 ? '✓' : '✗'} ${name} (${seconds} s)`);
    if (code !== 0) console.log(output);
    results.push({ name, passed: code === 0 });
  }
  return results;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  // Side by side: most of the other steps keep one processor busy.
  const [steps, unit] = await Promise.all([check(), run('vitest', ['run', '--project', 'unit*'])]);
  console.log(unit.code === 0 ? '✓ unit tests' : unit.output);
  process.exitCode = steps.every(({ passed }) => passed) && unit.code === 0 ? 0 : 1;
}
