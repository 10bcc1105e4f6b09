import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from './build.ts';
import { check } from './check.ts';
import { chromiumPath } from './chromium.ts';
import { ensureDebian } from './debian.ts';
import { findElectron } from './electron-binary.ts';
import { root } from './root.ts';
import { run } from './run.ts';
import { readPlaywright, readVitest, type Tally } from './test-reports.ts';

const none: Tally = { passed: 0, failed: 0, skipped: 0, failures: [] };

/**
 * Runs a project of Vitest, or a `shard` of its files, such as "1/2". What it prints is shown in one piece: it may run beside
 * something else.
 */
async function vitest(project: string, shard = '1/1'): Promise<Tally> {
  const report = join(root, `test-results/${project}-${shard.charAt(0)}.json`);
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  await rm(report, { force: true });
  const { code, output } = await run('vitest', ['run', '--project', project, `--shard=${shard}`, ...reporters]);
  console.log(output);
  return readVitest(report, code);
}

/**
 * Runs Playwright. Each run has files of its own, as another may run beside it. Traces are for whoever runs one test again:
 * of every test that passes they take a fifth of its time.
 */
async function playwright(name: string, args: readonly string[], env: NodeJS.ProcessEnv = {}): Promise<Tally> {
  const report = join(root, `test-results/${name}.json`);
  await rm(report, { force: true });
  const { code } = await run('playwright', ['test', '--trace=off', `--output=test-results/${name}`, ...args], {
    show: true,
    env: { ...env, PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return readPlaywright(report, code);
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
  if (missing.length === 0 && isRoot) {
    // Without it the whole of Chromium does (chromium.ts).
    await ensureDebian([{ name: 'chromium-headless-shell', binary: 'chromium-headless-shell' }], console.log);
    return true;
  }
  const why =
    missing.length > 0 ? `${missing.join(', ')} missing. ${reason ?? ''}` : 'they start dockerd, which needs root';
  console.log(`Skipping the tests on real engines and in Chromium: ${why}`);
  return false;
}

const tallies: Tally[] = [];
// As `npm run check`: most of its steps keep one processor busy.
const [steps, unit] = await Promise.all([check(), vitest('unit*')]);
const failedSteps = steps.filter(({ passed }) => !passed);
tallies.push({
  ...none,
  passed: steps.length - failedSteps.length,
  failed: failedSteps.length,
  failures: failedSteps.map(({ name }) => `✗ ${name}`),
});
tallies.push(unit);
await build();
if (await canRunEngines()) {
  // Side by side: what runs on an engine or in a browser mostly waits. Each half of `lab` has an engine of its own. No more
  // than these: on a machine of two cores even they leave none idle. Whichever half ends first goes on with what is longer of
  // the rest, so that all come to their ends together.
  const projects = ['browser', 'newer-docker', 'podman5'].map((name) => `--project=${name}`);
  const rest = [() => electronTests(true), () => vitest('hostile')];
  const half = async (shard: string): Promise<Tally[]> => {
    const tally = await vitest('lab', shard);
    const next = rest.shift();
    return next ? [tally, await next()] : [tally];
  };
  const all = await Promise.all([playwright('browser', [...projects, '--workers=2']), half('1/2'), half('2/2')]);
  tallies.push(...all.flat());
} else {
  // Where everything has to be tried that counts as a failure.
  tallies.push(await vitest('hostile'), process.env.CI ? { ...none, failed: 1 } : { ...none, skipped: 2 });
  tallies.push(await electronTests(false));
}

/**
 * The Electron host, on the real one where that runs, else on its double: what only it does, and some tests of every
 * part of the window. Without engines a packed copy tests itself.
 */
async function electronTests(engines: boolean): Promise<Tally> {
  const electron = await findElectron();
  const real = 'path' in electron;
  console.log(real ? `Testing on Electron in ${electron.path}` : `Testing on Electron's double: ${electron.missing}`);
  if (!real && !existsSync(chromiumPath)) {
    console.log(`Skipping the Electron host: its double needs ${chromiumPath}`);
    return { ...none, skipped: 1 };
  }
  const which = engines ? '@electron|electron-(double|host|package)\\.spec' : 'electron-(double|package)\\.spec';
  if (!engines) console.log('Skipping the Electron host on an engine; its packed copy is tested.');
  // Two at a time: it may be all that still runs.
  return playwright(
    'electron',
    ['--project=electron*', '--workers=2', '--grep', which],
    real ? { ELECTRON: electron.path } : {},
  );
}

// What failed stood far above, between lines of what ran beside it.
for (const failure of tallies.flatMap(({ failures }) => failures)) console.log(`\n${failure}`);
const sum = (key: 'passed' | 'failed' | 'skipped') => tallies.reduce((total, tally) => total + tally[key], 0);
console.log(`\n${sum('passed')} passed, ${sum('failed')} failed, ${sum('skipped')} skipped`);
process.exitCode = sum('failed') === 0 ? 0 : 1;
