import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from './build.ts';
import { check } from './check.ts';
import { ensureDebian } from './debian.ts';
import { findElectron } from './electron-binary.ts';
import { root } from './root.ts';
import { run } from './run.ts';

/** What the double shows its windows in. */
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const none: Tally = { passed: 0, failed: 0, skipped: 0 };

/** Reads the JSON report that Vitest writes. What it prints is shown in one piece: it may run beside something else. */
async function vitest(project: string): Promise<Tally> {
  const report = join(root, `test-results/${project}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const { code, output } = await run('vitest', ['run', '--project', project, ...reporters]);
  console.log(output);
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
async function playwright(args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Tally> {
  const { code } = await run('playwright', ['test', ...args], { show: true, env });
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
const engines = await canRunEngines();
if (engines) {
  // Side by side: a browser test mostly waits.
  const withoutPage = async () => [await vitest('hostile'), await vitest('lab')];
  const [others, browser] = await Promise.all([withoutPage(), playwright(['--project=browser'])]);
  tallies.push(...others, browser);
} else {
  // Where everything has to be tried that counts as a failure.
  tallies.push(await vitest('hostile'), process.env.CI ? { ...none, failed: 1 } : { ...none, skipped: 2 });
}
tallies.push(await electronTests(engines));

/**
 * The Electron host, on the real one where that runs, else on its double: what only it does, and some tests of every
 * part of the window. Without engines a packed copy tests itself.
 */
async function electronTests(engines: boolean): Promise<Tally> {
  const electron = await findElectron();
  const real = 'path' in electron;
  console.log(real ? `Testing on Electron in ${electron.path}` : `Testing on Electron's double: ${electron.missing}`);
  if (!real && !existsSync(chromium)) {
    console.log(`Skipping the Electron host: its double needs ${chromium}`);
    return { passed: 0, failed: 0, skipped: 1 };
  }
  const which = engines ? '@electron|electron-(double|host|package)\\.spec' : 'electron-(double|package)\\.spec';
  if (!engines) console.log('Skipping the Electron host on an engine; its packed copy is tested.');
  return playwright(['--project=electron*', '--grep', which], real ? { ELECTRON: electron.path } : {});
}

const sum = (key: keyof Tally) => tallies.reduce((total, tally) => total + tally[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
