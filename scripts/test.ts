import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from './build.ts';
import { root } from './bundles.ts';
import { check } from './check.ts';
import { ensureDebian } from './debian.ts';
import { findElectron } from './electron-binary.ts';
import { run } from './run.ts';

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Reads the JSON report that Vitest writes. */
async function vitest(project: string): Promise<Tally> {
  const report = join(root, `test-results/${project}.json`);
  const { code } = await run(
    'vitest',
    ['run', '--project', project, '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    { show: true },
  );
  const counts = await readJson(report);
  const failed = number(counts['numFailedTests']);
  return {
    passed: number(counts['numPassedTests']),
    // A crash outside of any test is a failure too.
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: number(counts['numPendingTests']) + number(counts['numTodoTests']),
  };
}

/** Reads the JSON report that Playwright writes. */
async function playwright(args: readonly string[] = []): Promise<Tally> {
  const { code } = await run('playwright', ['test', ...args], { show: true });
  const stats = object((await readJson(join(root, 'test-results/e2e.json')))['stats']);
  // A test that needed another try has failed.
  const failed = number(stats['unexpected']) + number(stats['flaky']);
  return {
    passed: number(stats['expected']),
    failed: failed === 0 && code !== 0 ? 1 : failed,
    skipped: number(stats['skipped']),
  };
}

async function readJson(file: string): Promise<Record<string, unknown>> {
  return existsSync(file) ? object(JSON.parse(await readFile(file, 'utf8'))) : {};
}

function object(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function number(value: unknown): number {
  return typeof value === 'number' ? value : 0;
}

/** What has to be installed for the tests on a real engine in a real browser; says why they are skipped otherwise. */
async function canRunEngines(): Promise<boolean> {
  const packages = [
    { name: 'docker.io', binary: 'dockerd' },
    { name: 'iptables', binary: 'iptables' },
    { name: 'iproute2', binary: 'ip' },
    { name: 'busybox-static', binary: 'busybox' },
    { name: 'docker-registry', binary: 'docker-registry' },
    { name: 'chromium', binary: 'chromium' },
  ];
  const { missing, reason } = await ensureDebian(packages, console.log);
  const isRoot = process.getuid?.() === 0;
  if (missing.length === 0 && isRoot) return true;
  const why =
    missing.length > 0 ? `${missing.join(', ')} missing. ${reason ?? ''}` : 'they start dockerd, which needs root';
  console.log(`Skipping the tests on real engines and in Chromium: ${why}`);
  return false;
}

const tallies: Tally[] = [];
const steps = await check();
tallies.push({
  passed: steps.filter(({ passed }) => passed).length,
  failed: steps.filter(({ passed }) => !passed).length,
  skipped: 0,
});
await build();
tallies.push(await vitest('unit'));
if (await canRunEngines()) {
  tallies.push(await vitest('lab'), await playwright());
} else if (process.env.CI) {
  tallies.push({ passed: 0, failed: 1, skipped: 0 });
} else {
  tallies.push({ passed: 0, failed: 0, skipped: 2 });
}
const electron = await findElectron();
if ('missing' in electron) console.log(`Skipping the Electron run: ${electron.missing}.`);
tallies.push('path' in electron ? await selfTest(electron.path) : { passed: 0, failed: 0, skipped: 1 });

/** Starts the real Electron host, which tests itself and says how that went by its exit code. */
async function selfTest(electron: string): Promise<Tally> {
  const { code } = await run(electron, [root, '--self-test'], { show: true });
  return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 };
}

const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
